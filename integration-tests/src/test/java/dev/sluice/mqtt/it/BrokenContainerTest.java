package dev.sluice.mqtt.it;

import dev.sluice.flow.Trial;
import dev.sluice.recovery.ChildProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What happens to Mosquitto while a program takes messages from it. It is never killed, as it then
 * forgets what came since it saved last.
 */
@Tag("containers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 5, unit = TimeUnit.MINUTES) // outages take their time
class BrokenContainerTest {
  private static final int PER_SECOND = 1_000;
  private static final int A_WHILE_MS = 2_000;
  private static final int PAUSE_MS = 20_000;
  private static final int UNDER_WAY = 1_000;

  @TempDir Path directory;

  private ContainerBroker broker;

  @BeforeAll
  void startBroker() throws IOException {
    broker = ContainerBroker.begin(UNDER_WAY);
  }

  @AfterAll
  void closeBroker() {
    broker.close();
  }

  /** Something that happens to the broker while a program runs. */
  @FunctionalInterface
  private interface Event {
    void happen(ChildProcess program) throws Exception;
  }

  /** Runs a program before an event, during it and after it; each message must come out once. */
  private void survives(String what, Route route, Event event) throws Exception {
    try (Trial trial = Trials.begin(directory, route, broker.address(), PER_SECOND);
        ChildProcess program = trial.start()) {
      program.awaitBegun();
      program.live(A_WHILE_MS);
      event.happen(program);
      program.live(A_WHILE_MS);
      trial.finish(what, 0, program);
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_broker_that_stands_still_for_20_seconds_costs_nothing(Route route) throws Exception {
    survives(
        "broker paused for 20 s",
        route,
        program -> {
          broker.pause();
          try {
            program.live(PAUSE_MS);
          } finally {
            broker.unpause();
          }
        });
  }

  @ParameterizedTest
  @EnumSource
  void a_broker_that_is_stopped_and_comes_back_costs_nothing(Route route) throws Exception {
    survives(
        "broker stopped and started",
        route,
        program -> {
          broker.stop();
          program.live(A_WHILE_MS);
          broker.restart();
        });
  }
}
