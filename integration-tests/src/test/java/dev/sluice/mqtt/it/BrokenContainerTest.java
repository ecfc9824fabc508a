package dev.sluice.mqtt.it;

import dev.sluice.flow.TrialsTogether;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What happens to Mosquitto while programs take messages from it. It is never killed, as it then
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

  /** Something that happens to the broker while programs run. */
  @FunctionalInterface
  private interface Event {
    void happen(TrialsTogether programs) throws Exception;
  }

  /**
   * Runs a program for each route before an event, during it and after it; each message must come
   * out once.
   */
  private void survives(String what, Event event) throws Exception {
    try (TrialsTogether programs = new TrialsTogether()) {
      for (Route route : Route.values()) {
        programs.start(Trials.begin(directory, route, broker.address(), PER_SECOND));
      }
      programs.awaitBegun();
      programs.live(A_WHILE_MS);
      event.happen(programs);
      programs.live(A_WHILE_MS);
      programs.finish(what);
    }
  }

  @Test
  void a_broker_that_stands_still_for_20_seconds_costs_nothing() throws Exception {
    survives(
        "broker paused for 20 s",
        programs -> {
          broker.pause();
          try {
            programs.live(PAUSE_MS);
          } finally {
            broker.unpause();
          }
        });
  }

  @Test
  void a_broker_that_is_stopped_and_comes_back_costs_nothing() throws Exception {
    survives(
        "broker stopped and started",
        programs -> {
          broker.stop();
          programs.live(A_WHILE_MS);
          broker.restart();
        });
  }
}
