package dev.sluice.zeromq.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.broker.FreePort;
import dev.sluice.flow.Arrivals;
import dev.sluice.flow.Outlet;
import dev.sluice.flow.TableOutlet;
import dev.sluice.recovery.ChildProcess;
import dev.sluice.recovery.Keeping;
import dev.sluice.recovery.MessageTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;

/** Senders and programs that come and go, all with one directory. Confined to the test's thread. */
final class PeersTrial {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final int FAST = 100_000;

  private final Path root;
  private final Keeping keeping;
  private final String address;
  private final boolean connects;
  private final int messages;
  private final long begun = System.nanoTime();

  private PeersTrial(Path root, Keeping keeping, String address, boolean connects, int messages) {
    this.root = root;
    this.keeping = keeping;
    this.address = address;
    this.connects = connects;
    this.messages = messages;
  }

  /** A trial of so many messages, whose senders connect to its programs. */
  static PeersTrial begin(Path directory, Keeping keeping, int messages) throws IOException {
    String address = "tcp://127.0.0.1:" + FreePort.any();
    return new PeersTrial(newRoot(directory, keeping), keeping, address, false, messages);
  }

  /** A trial whose programs connect to a sender that is there. */
  static PeersTrial withPeer(Path directory, Keeping keeping, int messages, String address)
      throws IOException {
    return new PeersTrial(newRoot(directory, keeping), keeping, address, true, messages);
  }

  private static Path newRoot(Path directory, Keeping keeping) throws IOException {
    return Files.createTempDirectory(directory, keeping.name());
  }

  ChildProcess startProgram() throws IOException {
    return ChildProcess.start(
        MessagesProgram.class,
        root.resolve("log"),
        List.of(root.toString(), address, keeping.name(), connects ? "connect" : "bind"));
  }

  /** Starts a sender of so many messages a second. */
  ChildProcess startSender(int perSecond) throws IOException {
    return ChildProcess.start(
        SenderProgram.class,
        root.resolve("sender.log"),
        List.of(root.toString(), address, Integer.toString(messages), Integer.toString(perSecond)));
  }

  /** Has a sender and a program that live on do what is left; prints and checks what came of it. */
  void finish(String what) throws Exception {
    try (ChildProcess sender = startSender(FAST)) {
      sender.awaitBegun();
      finish(what, sender::end);
    }
  }

  /** The same with a sender that is there, and how to wait until it has done all. */
  void finish(String what, Ending sender) throws Exception {
    Arrivals arrivals = new Arrivals();
    try (ChildProcess program = startProgram();
        Outlet outlet = new TableOutlet(MessageTable.in(root))) {
      program.awaitBegun();
      sender.await();
      await()
          .atMost(PATIENCE)
          .pollInterval(POLL)
          .until(
              () -> {
                arrivals.add(outlet.next());
                return !program.isAlive() || arrivals.count() == messages;
              });
      program.end();
      arrivals.add(outlet.next());
    }
    report(what, arrivals);
  }

  /** Waits for the end of something. */
  interface Ending {
    void await() throws Exception;
  }

  private void report(String what, Arrivals arrivals) throws IOException {
    BitSet lost = arrivals.lost(messages);
    BitSet doubled = arrivals.doubled();
    System.out.printf(
        "%s, %s: messages=%d arrived=%d lost=%d doubled=%d seconds=%.1f%n",
        what,
        keeping,
        messages,
        arrivals.count(),
        lost.cardinality(),
        doubled.cardinality(),
        (System.nanoTime() - begun) / 1e9);
    assertThat(lost).as("lost").isEqualTo(new BitSet());
    assertThat(doubled).as("doubled").isEqualTo(new BitSet());
    assertThat(Files.readAllLines(root.resolve("log")))
        .as("errors that the programs logged")
        .noneMatch(line -> line.matches("\\d\\d:\\d\\d:\\d\\d\\.\\d{3} ERROR .*"));
  }
}
