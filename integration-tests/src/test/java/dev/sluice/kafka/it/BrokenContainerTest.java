package dev.sluice.kafka.it;

import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** With a broker in a container, which can also stand still. */
@Tag("containers")
class BrokenContainerTest extends BrokenBroker {
  private static final int PAUSE_MS = 20_000;

  @Override
  ContainerBroker newBroker() throws IOException {
    return ContainerBroker.start();
  }

  @ParameterizedTest
  @EnumSource
  void a_broker_that_stands_still_for_20_seconds_costs_nothing(Route route) throws Exception {
    ContainerBroker container = (ContainerBroker) broker();
    survives(
        "broker paused for 20 s",
        route,
        (trial, program) -> {
          container.pause();
          try {
            program.live(PAUSE_MS);
          } finally {
            container.unpause();
          }
        });
  }
}
