package dev.sluice.flume.it;

import java.io.IOException;

/** With an agent in a process of its own. */
class KilledFlumeTest extends KilledFlume {
  @Override
  AgentUnderTest newAgent(FlumeRoute route, int port) throws IOException {
    return ChildAgent.start(route, port);
  }
}
