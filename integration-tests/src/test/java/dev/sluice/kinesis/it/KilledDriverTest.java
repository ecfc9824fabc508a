package dev.sluice.kinesis.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.flow.MessageFlow;
import dev.sluice.flow.TableOutlet;
import dev.sluice.flow.Trial;
import dev.sluice.kinesis.peer.KinesisPeer;
import dev.sluice.recovery.ChildProcess;
import dev.sluice.recovery.Kills;
import dev.sluice.recovery.MessageTable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A program between Kinesis and a place that has each message once is killed again and again while
 * messages flow, single ones and aggregates, shards are split and merged, and reads throttled;
 * {@code -Dsluice.kills} says how often, {@code -Dsluice.messages} how many messages there are at
 * least.
 */
class KilledDriverTest {
  private static final String STREAM = "messages";
  private static final int SHARDS = 4;
  private static final int KILLS = 4;
  private static final int MESSAGES = 10_000;
  private static final int PER_SECOND = 400;
  private static final Duration PATIENCE = Duration.ofSeconds(50);

  @TempDir Path directory;

  private KinesisPeer peer;
  private int started;

  @BeforeEach
  void startPeer() throws IOException {
    peer = KinesisPeer.start();
    peer.create(STREAM, SHARDS, STREAM);
  }

  @AfterEach
  void closePeer() throws IOException {
    peer.close();
  }

  @Test
  @Timeout(value = 30, unit = TimeUnit.MINUTES) // many kills take their time
  void no_message_is_lost_and_none_is_doubled_however_often_the_process_is_killed()
      throws Exception {
    Kills kills = Kills.begin("kinesis.it.KilledDriverTest", KILLS);
    StreamInlet inlet = new StreamInlet(peer, STREAM);
    try (Trial trial =
        new Trial(
            "PROCESSED_TO_TABLE",
            directory,
            MessagesProgram.class,
            List.of(peer.kinesis().toString(), peer.dynamoDb().toString(), STREAM),
            MessageFlow.begin(inlet, PER_SECOND),
            () -> new TableOutlet(MessageTable.in(directory)))) {
      kills.run(() -> startAndDisturb(trial));
      trial.finish(
          "kill -9, a split, a merge: kills=" + kills.number(),
          Integer.getInteger("sluice.messages", MESSAGES));
    }
    System.out.printf(
        "records of Kinesis=%d handed out=%d reads refused=%d checkpointed=%d%n",
        inlet.records(), peer.sent(), peer.refused(), peer.checkpointed(STREAM, STREAM));
    assertThat(peer.checkpointed(STREAM, STREAM)).isEqualTo(inlet.records());
  }

  /** A program that has taken something, but for each third, which is killed as it starts. */
  private ChildProcess startAndDisturb(Trial trial) throws IOException {
    started++;
    int before = peer.checkpointed(STREAM, STREAM);
    ChildProcess child = trial.start();
    if (started % 3 != 0) {
      await()
          .atMost(PATIENCE)
          .until(() -> !child.isAlive() || peer.checkpointed(STREAM, STREAM) > before);
    }
    List<String> shards = peer.shards(STREAM);
    switch (started) {
      case 1 -> peer.split(STREAM, shards.get(0));
      case 2 -> peer.merge(STREAM, shards.get(1), shards.get(2));
      case 4 -> peer.refuseReads(Duration.ofSeconds(2));
      default -> {}
    }
    return child;
  }
}
