package dev.sluice.recovery;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A program between a broker and a database is killed again and again; {@code -Dsluice.kills} says
 * how often.
 */
class KilledMessagesTest {
  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource
  @Timeout(value = 30, unit = TimeUnit.MINUTES) // many kills take their time
  void no_message_is_lost_and_none_is_doubled_however_often_the_process_is_killed(Keeping keeping)
      throws Exception {
    Kills kills = Kills.begin("KilledMessagesTest", 4);
    try (MessagesTrial trial = MessagesTrial.begin(directory, keeping, kills.draw())) {
      kills.run(() -> trial.start(SinkPace.AT_ONCE));
      trial.finish("kill -9: kills=" + kills.number());
    }
  }
}
