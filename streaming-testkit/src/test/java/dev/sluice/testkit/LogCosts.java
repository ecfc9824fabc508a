package dev.sluice.testkit;

import dev.sluice.io.LocalStorage;
import dev.sluice.io.LogEvents;
import dev.sluice.io.LogPosition;
import dev.sluice.io.LogSettings;
import dev.sluice.io.RecordLog;
import dev.sluice.time.SystemClock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;

/**
 * What a log of 100-byte records does, every group made durable, beside what the disk does with the
 * same bytes in large pieces, in one run: records and megabytes a second, and how long a record
 * waits until it is durable. Arguments: an empty directory on the disk to measure, seconds for each
 * row. A measurement to be run by hand, after {@code mvn verify}:
 *
 * <pre>{@code
 * java -cp 'streaming-testkit/target/test-classes:streaming-testkit/target/classes:examples/target/lib/*' \
 *   dev.sluice.testkit.LogCosts target/log-costs 5
 * }</pre>
 */
public final class LogCosts {
  private static final int RECORD_BYTES = 100;
  private static final int FRAME_BYTES = 12;

  private LogCosts() {}

  /** Measures the disk, then the log with several numbers of writers. */
  public static void main(String[] args) throws Exception {
    Path directory = Files.createDirectories(Path.of(args[0]));
    double seconds = Double.parseDouble(args[1]);
    disk(directory, 4 << 10, seconds);
    disk(directory, 1 << 20, seconds);
    disk(directory, 8 << 20, seconds);
    log(directory, 1, 1, seconds);
    log(directory, 1, 64, seconds);
    log(directory, 16, 1, seconds);
    log(directory, 16, 64, seconds);
    log(directory, 4, 16_384, seconds);
    disk(directory, 8 << 20, seconds);
  }

  /** Writes pieces one behind the other, each made durable before the next. */
  private static void disk(Path directory, int bytes, double seconds) throws IOException {
    ByteBuffer piece = ByteBuffer.allocateDirect(bytes);
    Path file = directory.resolve("disk");
    List<Long> waits = new ArrayList<>();
    long begun = System.nanoTime();
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      while (System.nanoTime() - begun < seconds * 1e9) {
        long from = System.nanoTime();
        piece.clear();
        while (piece.hasRemaining()) {
          channel.write(piece);
        }
        channel.force(false);
        waits.add(System.nanoTime() - from);
      }
    } finally {
      Files.delete(file);
    }
    double took = (System.nanoTime() - begun) / 1e9;
    long[] sorted = waits.stream().mapToLong(Long::longValue).sorted().toArray();
    System.out.printf(
        "disk, pieces of %,d bytes: %,.1f MB/s, %,.0f pieces/s%s%n",
        bytes, (double) bytes * sorted.length / took / 1e6, sorted.length / took, waits(sorted));
  }

  private static void log(Path directory, int writers, int inFlight, double seconds)
      throws Exception {
    String name = "log-" + writers + "-" + inFlight;
    try (SystemClock clock = new SystemClock(failure -> {});
        RecordLog log =
            RecordLog.open(
                new LocalStorage(directory),
                name,
                LogSettings.of("costs"),
                clock,
                LogEvents.IGNORED)) {
      List<CompletableFuture<long[]>> running = new ArrayList<>();
      long begun = System.nanoTime();
      long end = begun + (long) (seconds * 1e9);
      for (int writer = 0; writer < writers; writer++) {
        CompletableFuture<long[]> waits = new CompletableFuture<>();
        running.add(waits);
        new Thread(() -> waits.complete(write(log, inFlight, end)), "writer-" + writer).start();
      }
      long[] waits = new long[0];
      for (CompletableFuture<long[]> writer : running) {
        waits = LongStream.concat(Arrays.stream(waits), Arrays.stream(writer.get())).toArray();
      }
      double took = (System.nanoTime() - begun) / 1e9;
      Arrays.sort(waits);
      System.out.printf(
          "log, %d writers with %,d records under way: %,.0f records/s, %,.1f MB/s%s%n",
          writers,
          inFlight,
          waits.length / took,
          (double) waits.length * (RECORD_BYTES + FRAME_BYTES) / took / 1e6,
          waits(waits));
    }
  }

  /** Appends until the time is up, with so many records under way; how long each took. */
  private static long[] write(RecordLog log, int inFlight, long end) {
    ByteBuffer record = ByteBuffer.allocate(RECORD_BYTES);
    Deque<CompletableFuture<LogPosition>> underWay = new ArrayDeque<>();
    Deque<Long> begun = new ArrayDeque<>();
    LongStream.Builder waits = LongStream.builder();
    try {
      while (System.nanoTime() < end || !underWay.isEmpty()) {
        if (System.nanoTime() < end) {
          record.clear();
          begun.add(System.nanoTime());
          underWay.add(log.append(record));
        }
        if (underWay.size() == inFlight || System.nanoTime() >= end) {
          LogPosition unused = underWay.remove().get();
          waits.add(System.nanoTime() - begun.remove());
        }
      }
    } catch (Exception e) {
      throw new IllegalStateException("Cannot measure", e);
    }
    return waits.build().toArray();
  }

  private static String waits(long[] sorted) {
    return ", wait median %,.2f ms, 99th percentile %,.2f ms"
        .formatted(sorted[sorted.length / 2] / 1e6, sorted[sorted.length * 99 / 100] / 1e6);
  }
}
