package dev.sluice.kafka.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.recovery.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.UUID;
import org.awaitility.core.ConditionTimeoutException;

/**
 * A topic that messages flow into, and programs that come and go and take them along a route, all
 * with one checkpoint directory. Confined to the test's thread.
 */
final class Trial implements AutoCloseable {
  static final int PARTITIONS = 4;

  private static final int HEAP_MB = 512;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final int SLOWEST_PER_SECOND = 2_000;

  private final Path root;
  private final Route route;
  private final String address;
  private final String topic;
  private final MessageFlow flow;
  private final Arrivals arrivals = new Arrivals();
  private final long begun = System.nanoTime();

  private Trial(Path root, Route route, String address, String topic, MessageFlow flow) {
    this.root = root;
    this.route = route;
    this.address = address;
    this.topic = topic;
    this.flow = flow;
  }

  static Trial begin(Path directory, Route route, String address, int perSecond) throws Exception {
    String topic = "messages-" + UUID.randomUUID();
    createTopics(address, topic);
    Path root = Files.createTempDirectory(directory, route.name());
    MessageFlow flow = MessageFlow.begin(address, topic, perSecond);
    return new Trial(root, route, address, topic, flow);
  }

  private static void createTopics(String address, String topic) throws Exception {
    try (Topics topics = Topics.at(address)) {
      topics.create(topic, PARTITIONS);
      topics.create(Route.outOf(topic), PARTITIONS);
    }
  }

  /** Makes the topics again, with nothing in them, after they were lost. */
  void createTopics() throws Exception {
    createTopics(address, topic);
  }

  String topic() {
    return topic;
  }

  /** Starts the program. */
  ChildProcess start() throws IOException {
    return ChildProcess.start(
        MessagesProgram.class,
        HEAP_MB,
        root.resolve("log"),
        List.of(root.toString(), address, topic, route.name()));
  }

  /** Has messages flow until there are so many at least, and a program take all that are left. */
  void finish(String what, int least) throws Exception {
    try (ChildProcess last = start()) {
      last.awaitBegun();
      finish(what, least, last);
    }
  }

  /**
   * The same with a program that runs. It is stopped gracefully; then each message must have come
   * out once. Prints the counts.
   */
  void finish(String what, int least, ChildProcess last) throws Exception {
    int produced = flow.end(least);
    try (Outlet outlet = route.outlet(root, address, topic)) {
      awaitArrivals(outlet, produced, last);
      last.end();
      arrived(outlet);
    }
    report(what, produced);
  }

  private void awaitArrivals(Outlet outlet, int produced, ChildProcess last)
      throws IOException, InterruptedException {
    try {
      await()
          .atMost(PATIENCE.plusSeconds(produced / SLOWEST_PER_SECOND))
          .pollInterval(POLL)
          .until(() -> !last.isAlive() || arrived(outlet) == produced);
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(
          "Found %d of %d messages, the program's log is:%n%s%nand its threads:%n%s"
              .formatted(arrivals.count(), produced, last.log(), last.stacks()),
          e);
    }
  }

  private int arrived(Outlet outlet) throws Exception {
    arrivals.add(outlet.next());
    return arrivals.count();
  }

  private void report(String what, int produced) throws IOException {
    BitSet lost = arrivals.lost(produced);
    BitSet doubled = arrivals.doubled();
    System.out.printf(
        "%s, %s: messages=%d arrived=%d lost=%d doubled=%d seconds=%.1f%n",
        what,
        route,
        produced,
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

  @Override
  public void close() {
    flow.close();
  }
}
