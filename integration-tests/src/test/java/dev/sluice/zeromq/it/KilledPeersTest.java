package dev.sluice.zeromq.it;

import dev.sluice.recovery.ChildProcess;
import dev.sluice.recovery.Keeping;
import dev.sluice.recovery.Kills;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A reliable sender, a program, or both are killed again and again while messages flow between them
 * and into a database; {@code -Dsluice.kills} says how often, {@code -Dsluice.messages} how many
 * messages there are.
 */
@Timeout(value = 30, unit = TimeUnit.MINUTES) // many kills take their time
class KilledPeersTest {
  private static final int KILLS = 2;
  private static final int MESSAGES = 10_000;
  private static final int SECONDS_PER_KILL = 3;
  private static final int SHORTEST_MS = 300;
  private static final int LONGEST_MS = 1_500;

  @TempDir Path directory;

  private static Kills kills() {
    return Kills.begin("KilledPeersTest", KILLS);
  }

  private PeersTrial begin(Keeping keeping) throws Exception {
    return PeersTrial.begin(directory, keeping, messages());
  }

  private static int messages() {
    return Integer.getInteger("sluice.messages", MESSAGES);
  }

  private static int perSecond(Kills kills) {
    return Math.max(1, messages() / Math.max(1, kills.number() * SECONDS_PER_KILL));
  }

  @ParameterizedTest
  @EnumSource
  void no_message_is_lost_and_none_is_doubled_however_often_the_program_is_killed(Keeping keeping)
      throws Exception {
    Kills kills = kills();
    PeersTrial trial = begin(keeping);
    try (ChildProcess sender = trial.startSender(perSecond(kills))) {
      sender.awaitBegun();
      kills.run(trial::startProgram);
      sender.kill();
    }
    trial.finish("kill -9 of the program: kills=" + kills.number());
  }

  @ParameterizedTest
  @EnumSource
  void no_message_is_lost_and_none_is_doubled_however_often_the_sender_is_killed(Keeping keeping)
      throws Exception {
    Kills kills = kills();
    PeersTrial trial = begin(keeping);
    try (ChildProcess program = trial.startProgram()) {
      program.awaitBegun();
      kills.run(() -> trial.startSender(perSecond(kills)));
      program.kill();
    }
    trial.finish("kill -9 of the sender: kills=" + kills.number());
  }

  @ParameterizedTest
  @EnumSource
  void no_message_is_lost_and_none_is_doubled_however_often_both_are_killed(Keeping keeping)
      throws Exception {
    Kills kills = kills();
    PeersTrial trial = begin(keeping);
    for (int kill = 1; kill <= kills.number(); kill++) {
      try (ChildProcess program = trial.startProgram();
          ChildProcess sender = trial.startSender(perSecond(kills))) {
        program.awaitBegun();
        sender.awaitBegun();
        sender.live(SHORTEST_MS + Math.floorMod(kills.draw(), LONGEST_MS - SHORTEST_MS));
        (kill % 2 == 0 ? sender : program).kill();
        (kill % 2 == 0 ? program : sender).kill();
      }
    }
    trial.finish("kill -9 of both: kills=" + kills.number());
  }
}
