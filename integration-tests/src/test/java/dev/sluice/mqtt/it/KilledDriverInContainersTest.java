package dev.sluice.mqtt.it;

import dev.sluice.flow.BreakableBroker;
import java.io.IOException;
import org.junit.jupiter.api.Tag;

/** With a broker in a container. */
@Tag("containers")
class KilledDriverInContainersTest extends KilledDriver {
  @Override
  BreakableBroker newBroker() throws IOException {
    return ContainerBroker.begin(1_000);
  }
}
