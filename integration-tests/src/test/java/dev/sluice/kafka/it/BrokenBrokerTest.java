package dev.sluice.kafka.it;

import dev.sluice.flow.BreakableBroker;
import java.io.IOException;

/** With a broker in a process of its own. */
class BrokenBrokerTest extends BrokenBroker {
  @Override
  BreakableBroker newBroker() throws IOException {
    return ChildBroker.start();
  }
}
