package dev.sluice.kafka.it;

import dev.sluice.flow.BreakableBroker;
import dev.sluice.recovery.Kills;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A program between Kafka and a place that has each message once is killed again and again while
 * messages flow; {@code -Dsluice.kills} says how often, {@code -Dsluice.messages} how many messages
 * there are at least.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class KilledDriver {
  private static final int KILLS = 3;
  private static final int MESSAGES = 20_000;
  private static final int SECONDS_PER_KILL = 4;

  @TempDir Path directory;

  private BreakableBroker broker;

  abstract BreakableBroker newBroker() throws IOException;

  @BeforeAll
  @Timeout(value = 3, unit = TimeUnit.MINUTES) // a container takes its time
  void startBroker() throws IOException {
    broker = newBroker();
  }

  @AfterAll
  void closeBroker() throws IOException {
    broker.close();
  }

  @ParameterizedTest
  @EnumSource
  @Timeout(value = 30, unit = TimeUnit.MINUTES) // many kills take their time
  void no_message_is_lost_and_none_is_doubled_however_often_the_process_is_killed(Route route)
      throws Exception {
    Kills kills = Kills.begin(getClass().getSimpleName(), KILLS);
    int messages = Integer.getInteger("sluice.messages", MESSAGES);
    int perSecond = messages / Math.max(1, kills.number() * SECONDS_PER_KILL);
    try (TopicTrial trial = TopicTrial.begin(directory, route, broker.address(), perSecond)) {
      kills.run(trial.programs()::start);
      trial.programs().finish("kill -9: kills=" + kills.number(), messages);
    }
  }
}
