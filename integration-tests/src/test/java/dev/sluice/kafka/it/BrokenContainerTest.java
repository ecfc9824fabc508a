package dev.sluice.kafka.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.recovery.ChildProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** With a broker in a container, which can also stand still. */
@Tag("containers")
class BrokenContainerTest extends BrokenBroker {
  private static final int PAUSE_MS = 20_000;

  @Override
  ContainerBroker newBroker() throws IOException {
    return ContainerBroker.begin();
  }

  @Test
  void a_broker_that_stands_still_for_20_seconds_costs_nothing() throws Exception {
    ContainerBroker container = (ContainerBroker) broker();
    survives(
        "broker paused for 20 s",
        EnumSet.allOf(Route.class),
        (topics, programs) -> {
          container.pause();
          try {
            programs.live(PAUSE_MS);
          } finally {
            container.unpause();
          }
        });
  }

  @Test
  void a_stream_without_receiver_ends_with_an_error_when_its_records_are_gone() throws Exception {
    ContainerBroker container = (ContainerBroker) broker();
    try (TopicTrial trial =
            TopicTrial.begin(directory, Route.DIRECT_TO_TOPIC, container.address(), PER_SECOND);
        ChildProcess program = trial.programs().start()) {
      program.awaitBegun();
      program.live(A_WHILE_MS);

      container.wipe();
      trial.createTopics();

      await().atMost(Duration.ofMinutes(2)).until(() -> !program.isAlive());
      assertThat(program.log()).contains("Cannot read " + trial.topic()).contains("expected");
    }
  }
}
