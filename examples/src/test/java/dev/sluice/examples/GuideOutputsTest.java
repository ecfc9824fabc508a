package dev.sluice.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.dstream.DStream;
import dev.sluice.dstream.ErrorPolicy;
import dev.sluice.streaming.StreamingContext;
import dev.sluice.testkit.Collected;
import dev.sluice.testkit.TestStreams;
import dev.sluice.time.Durations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the guides show of output operations and of records that functions fail on. */
class GuideOutputsTest {
  private static final Queue<String> SENT = new ConcurrentLinkedQueue<>();
  private static final AtomicInteger CONNECTIONS = new AtomicInteger();

  @TempDir Path directory;

  @BeforeEach
  void forget() {
    SENT.clear();
    CONNECTIONS.set(0);
  }

  @Test
  void a_connection_for_each_record_is_slow() {
    run(
        stream -> {
          // snippet: GuideConnectionPerRecord
          stream.foreachRDD(
              rdd ->
                  rdd.foreach(
                      record -> {
                        try (Connection connection = Connection.open()) {
                          connection.send(record);
                        }
                      }));
          // end of snippet
        });
    assertThat(SENT).containsExactlyInAnyOrder("a", "b", "c");
    assertThat(CONNECTIONS).hasValue(3);
  }

  @Test
  void a_connection_for_each_partition_is_better() {
    run(
        stream -> {
          // snippet: GuideConnectionPerPartition
          stream.foreachRDD(
              rdd ->
                  rdd.foreachPartition(
                      records -> {
                        try (Connection connection = Connection.open()) {
                          records.forEachRemaining(connection::send);
                        }
                      }));
          // end of snippet
        });
    assertThat(SENT).containsExactlyInAnyOrder("a", "b", "c");
    assertThat(CONNECTIONS).hasValue(2);
  }

  @Test
  void a_connection_of_a_pool_is_best() {
    run(
        stream -> {
          // snippet: GuideConnectionPool
          stream.foreachRDD(
              rdd ->
                  rdd.foreachPartition(
                      records -> {
                        try (Lease connection = Pool.SHARED.borrow()) {
                          records.forEachRemaining(connection::send);
                        }
                      }));
          // end of snippet
        });
    assertThat(SENT).containsExactlyInAnyOrder("a", "b", "c");
  }

  @Test
  void a_batch_is_written_where_it_replaces_itself() throws IOException {
    run(
        stream -> {
          // snippet: GuideReplace
          stream.foreachPartition(
              "orders",
              (records, batch) -> {
                List<String> lines = new ArrayList<>();
                records.forEachRemaining(lines::add);
                String name = batch.time().milliseconds() + "-" + batch.partition();
                Path unfinished = Files.write(directory.resolve("." + name), lines);
                Files.move(unfinished, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
              });
          // end of snippet
        });
    assertThat(directory.resolve("1000-0")).exists();
    assertThat(directory.resolve("1000-1")).exists();
  }

  @Test
  void an_output_of_ones_own_takes_each_batch_once() throws IOException {
    run(
        stream -> {
          // snippet: GuideSaveTo
          stream.saveTo("orders", new FilePerPartition(directory.toString()));
          // end of snippet
        });
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).hasSize(2);
    }
  }

  @Test
  void a_line_that_is_no_number_is_kept_and_replayed() {
    String bad = directory.resolve("bad").toString();
    try (TestStreams streams = TestStreams.create(Durations.seconds(1))) {
      DStream<String> lines = streams.input(List.of(List.of("1", "2o", "3")));
      DStream<Integer> sum = sum(lines, bad);
      Collected<Integer> sums = streams.collect(sum);
      streams.start();
      streams.advance(1);
      assertThat(sums.batches()).containsExactly(List.of(4));
    }
    try (TestStreams streams = TestStreams.create(Durations.seconds(1))) {
      Collected<Integer> numbers = streams.collect(replay(streams.context(), bad));
      streams.start();
      streams.advance(1);
      assertThat(numbers.batches()).containsExactly(List.of(20));
    }
  }

  private static DStream<Integer> sum(DStream<String> lines, String directory) {
    // snippet: GuideQuarantine
    DStream<Integer> sum =
        lines
            .onError(ErrorPolicy.quarantine(directory).atMost(100))
            .map(Integer::parseInt)
            .reduce(Integer::sum);
    // end of snippet
    return sum;
  }

  private static DStream<Integer> replay(StreamingContext ssc, String directory) {
    // snippet: GuideReplay
    DStream<String> again = ssc.replay(directory);
    DStream<Integer> numbers = again.map(line -> Integer.parseInt(line.replaceAll("[oO]", "0")));
    // end of snippet
    return numbers;
  }

  private static void run(Consumer<DStream<String>> output) {
    try (TestStreams streams = TestStreams.create(Durations.seconds(1))) {
      output.accept(streams.input(List.of(List.of("a", "b", "c"))));
      streams.start();
      streams.advance(1);
    }
  }

  /** A connection that remembers what was sent. Thread-safe: so is what it writes to. */
  record Connection() implements AutoCloseable {
    static Connection open() {
      CONNECTIONS.incrementAndGet();
      return new Connection();
    }

    void send(String record) {
      SENT.add(record);
    }

    @Override
    public void close() {}
  }

  /** Connections that are used again. Thread-safe: so is the queue. */
  static final class Pool {
    static final Pool SHARED = new Pool();

    private final Queue<Connection> idle = new ConcurrentLinkedQueue<>();

    Lease borrow() {
      Connection connection = idle.poll();
      return new Lease(this, connection == null ? Connection.open() : connection);
    }
  }

  /** A connection that goes back to its pool. Immutable. */
  record Lease(Pool pool, Connection connection) implements AutoCloseable {
    void send(String record) {
      connection.send(record);
    }

    @Override
    public void close() {
      pool.idle.add(connection);
    }
  }
}
