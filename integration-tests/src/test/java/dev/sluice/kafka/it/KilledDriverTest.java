package dev.sluice.kafka.it;

import dev.sluice.flow.BreakableBroker;
import java.io.IOException;

/** With a broker in a process of its own. */
class KilledDriverTest extends KilledDriver {
  @Override
  BreakableBroker newBroker() throws IOException {
    return ChildBroker.start();
  }
}
