package dev.sluice.flume.it;

import java.io.IOException;
import org.junit.jupiter.api.Tag;

/** With an agent in a container. */
@Tag("containers")
class KilledFlumeInContainersTest extends KilledFlume {
  @Override
  AgentUnderTest newAgent(FlumeRoute route, int port) throws IOException {
    return ContainerAgent.start(route, port);
  }
}
