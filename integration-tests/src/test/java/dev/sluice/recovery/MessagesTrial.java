package dev.sluice.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;

/**
 * A broker that lives and programs that come and go, all with one checkpoint directory and one
 * database. Confined to the test's thread.
 */
final class MessagesTrial implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration POLL = Duration.ofMillis(50);

  private final Path root;
  private final Keeping keeping;
  private final RunningBroker broker;
  private final long begun = System.nanoTime();

  private MessagesTrial(Path root, Keeping keeping, RunningBroker broker) {
    this.root = root;
    this.keeping = keeping;
    this.broker = broker;
  }

  static MessagesTrial begin(Path directory, Keeping keeping, long seed) throws IOException {
    Path root = Files.createTempDirectory(directory, keeping.name());
    return new MessagesTrial(root, keeping, RunningBroker.start(root.resolve("broker.log"), seed));
  }

  /** Starts the program. */
  ChildProcess start(SinkPace pace) throws IOException {
    return ChildProcess.start(
        MessagesProgram.class,
        root.resolve("log"),
        List.of(root.toString(), Integer.toString(broker.port()), keeping.name(), pace.name()));
  }

  /**
   * Has the broker produce no more and the program run until all is acknowledged and stop
   * gracefully; prints and checks what came of it.
   */
  void finish(String what) throws Exception {
    broker.end();
    try (ChildProcess last = start(SinkPace.AT_ONCE)) {
      await()
          .atMost(PATIENCE)
          .pollInterval(POLL)
          .until(() -> !last.isAlive() || broker.acknowledged() == broker.produced());
      last.end();
    }
    report(what);
  }

  private void report(String what) throws IOException, SQLException {
    BitSet acknowledged = broker.acknowledgedIds();
    BitSet lost = (BitSet) acknowledged.clone();
    BitSet found = new BitSet();
    BitSet doubled = new BitSet();
    for (Message message : MessageTable.in(root).read()) {
      assertThat(message).isEqualTo(Message.of(message.id()));
      (found.get(message.id()) ? doubled : found).set(message.id());
      lost.clear(message.id());
    }
    System.out.printf(
        "%s, %s: messages=%d sent=%d acknowledged=%d lost=%d doubled=%d seconds=%.1f%n",
        what,
        keeping,
        broker.produced(),
        broker.sent(),
        acknowledged.cardinality(),
        lost.cardinality(),
        doubled.cardinality(),
        (System.nanoTime() - begun) / 1e9);
    assertThat(acknowledged.cardinality()).as("acknowledged").isEqualTo(broker.produced());
    assertThat(lost).as("lost").isEqualTo(new BitSet());
    assertThat(doubled).as("doubled").isEqualTo(new BitSet());
  }

  @Override
  public void close() throws IOException {
    broker.close();
  }
}
