package dev.sluice.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.function.VoidFunction2;
import dev.sluice.rdd.RDD;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.time.Durations;
import dev.sluice.time.Time;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The table of the programming guides for a driver that fails while it reads files: the file of
 * second t has 10 t lines, the driver is gone from second 4 to second 7.
 */
class DriverFailureTableTest {
  private static final int LINES_A_SECOND = 10;
  private static final int DIES_BEFORE = 4;
  private static final int BACK_AT = 7;
  private static final int LAST = 10;
  private static final long BEFORE_THE_SECOND_MS = 500;

  private final List<Long> outputs = Collections.synchronizedList(new ArrayList<>());
  private final CrashingStorage storage = new CrashingStorage(1);

  @TempDir Path root;
  private Path files;

  @BeforeEach
  void makeDirectory() throws IOException {
    files = Files.createDirectory(root.resolve("in"));
  }

  /** Puts the file of a second into the directory, within the second. */
  private void addFile(int second) throws IOException {
    Path aside = root.resolve("aside");
    Files.write(aside, Collections.nCopies(LINES_A_SECOND * second, "line"));
    long ms = second * 1_000L - BEFORE_THE_SECOND_MS;
    Files.setLastModifiedTime(aside, FileTime.fromMillis(ms));
    Files.move(aside, files.resolve("second-" + second), StandardCopyOption.ATOMIC_MOVE);
  }

  private TestStreams start(VoidFunction2<RDD<Long>, Time> output, CrashingStorage kept, long ms) {
    TestStreams streams = TestStreams.create(new StreamingConf(), Durations.seconds(1));
    streams.context().checkpoint(kept);
    streams.clock().advance(Durations.milliseconds(ms));
    streams.context().textFileStream(files.toString()).count().foreachRDD(output);
    streams.start();
    return streams;
  }

  private void add(RDD<Long> count, Time batch) {
    outputs.addAll(count.collect());
  }

  private void runUntil(int last, TestStreams streams, int from) throws IOException {
    for (int second = from; second <= last; second++) {
      addFile(second);
      streams.advance(1);
    }
  }

  /** The files of the seconds without driver come all the same; then it is back. */
  private List<Long> recover(CrashingStorage left) throws IOException {
    for (int second = DIES_BEFORE; second <= BACK_AT; second++) {
      addFile(second);
    }
    try (TestStreams second = start(this::add, left, BACK_AT * 1_000L)) {
      second.clock().advance(Duration.ZERO);
      List<Long> atOnce = List.copyOf(outputs);
      outputs.clear();
      runUntil(LAST, second, BACK_AT + 1);
      return atOnce;
    }
  }

  @Test
  void the_seconds_without_driver_come_at_once_and_in_order_when_it_is_back() throws IOException {
    try (TestStreams first = start(this::add, storage, 0)) {
      runUntil(DIES_BEFORE - 1, first, 1);
    }
    assertThat(outputs).containsExactly(10L, 20L, 30L);
    outputs.clear();

    assertThat(recover(storage.recover())).containsExactly(40L, 50L, 60L, 70L);
    assertThat(outputs).containsExactly(80L, 90L, 100L);
  }

  @Test
  void a_batch_within_which_the_driver_dies_is_output_when_it_is_back() throws IOException {
    List<CrashingStorage> left = new ArrayList<>();
    VoidFunction2<RDD<Long>, Time> dyingInBatch3 =
        (count, batch) -> {
          if (batch.milliseconds() == 3_000) {
            left.add(storage.recover());
          } else {
            add(count, batch);
          }
        };
    try (TestStreams first = start(dyingInBatch3, storage, 0)) {
      runUntil(2, first, 1);
      addFile(3);
      first.clock().advance(Durations.seconds(1));
    }
    assertThat(outputs).containsExactly(10L, 20L);
    outputs.clear();

    assertThat(recover(left.get(0))).containsExactly(30L, 40L, 50L, 60L, 70L);
    assertThat(outputs).containsExactly(80L, 90L, 100L);
  }
}
