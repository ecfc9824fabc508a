package dev.sluice.flume.it;

import dev.sluice.flow.BreakableBroker;

/** An agent to which events can be posted. Its files survive a kill. */
interface AgentUnderTest extends BreakableBroker {
  /** The port of its HTTP source, on the loopback address. */
  int source();
}
