package dev.sluice.testkit;

import dev.sluice.io.LocalStorage;
import dev.sluice.io.Storage;
import dev.sluice.rdd.StorageLevel;
import dev.sluice.receiver.Receiver;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.time.Durations;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;

/**
 * How long a program takes to log received records, and how long one that is started after it takes
 * to process them all: 100-byte strings in blocks of 10,000, on two task threads. Arguments: an
 * empty directory, millions of records. A measurement to be run by hand, after {@code mvn verify}:
 *
 * <pre>{@code
 * java -Xmx2g -cp 'streaming-testkit/target/test-classes:streaming-testkit/target/classes:examples/target/lib/*' \
 *   dev.sluice.testkit.RecoveryCosts target/recovery-costs 10
 * }</pre>
 */
public final class RecoveryCosts {
  private static final int BLOCK = 10_000;

  private RecoveryCosts() {}

  /** Logs the records, then recovers them. */
  public static void main(String[] args) throws Exception {
    Storage storage = new LocalStorage(Path.of(args[0]));
    int blocks = Integer.parseInt(args[1]) * (1_000_000 / BLOCK);
    log(storage, blocks);
    recover(storage, (long) blocks * BLOCK);
  }

  private static TestStreams program(Storage storage, Storing receiver, LongAdder counted) {
    StreamingConf conf = new StreamingConf().set("streaming.receiver.writeAheadLog.enable", "true");
    TestStreams streams = TestStreams.create(conf, Durations.seconds(1));
    streams.context().checkpoint(storage);
    streams.context().receiverStream(receiver).foreachRDD(rdd -> counted.add(rdd.count()));
    return streams;
  }

  private static void log(Storage storage, int blocks) throws Exception {
    Storing receiver = new Storing(blocks);
    try (TestStreams streams = program(storage, receiver, new LongAdder())) {
      long begun = System.nanoTime();
      streams.start();
      receiver.stored.get();
      report("logged", (long) blocks * BLOCK, begun);
    }
  }

  private static void recover(Storage storage, long expected) {
    LongAdder counted = new LongAdder();
    try (TestStreams streams = program(storage, new Storing(0), counted)) {
      streams.clock().advance(Durations.milliseconds(1_500));
      long begun = System.nanoTime();
      streams.start();
      double started = (System.nanoTime() - begun) / 1e6;
      System.out.printf("started again in %,.0f ms%n", started);
      streams.advance(1);
      report("recovered and counted", counted.sum(), begun);
    }
    if (counted.sum() != expected) {
      throw new IllegalStateException(
          "Cannot recover: found " + counted.sum() + " records, expected " + expected);
    }
  }

  private static void report(String what, long records, long begunNanos) {
    double seconds = (System.nanoTime() - begunNanos) / 1e9;
    System.out.printf(
        "%s %,d records in %,.2f s: %,.0f records/s, %,.1f MB/s%n",
        what, records, seconds, records / seconds, records * 100 / seconds / 1e6);
  }

  /** Stores so many blocks as soon as it runs. */
  private static final class Storing extends Receiver<String> {
    private static final long serialVersionUID = 1L;
    private final int blocks;
    private final transient CompletableFuture<Boolean> stored = new CompletableFuture<>();

    Storing(int blocks) {
      super(StorageLevel.MEMORY_ONLY_SER);
      this.blocks = blocks;
    }

    @Override
    public void onStart() {
      Thread thread = new Thread(this::storeAll, "storing");
      thread.setDaemon(true);
      thread.start();
    }

    private void storeAll() {
      long number = 0;
      for (int block = 0; block < blocks; block++) {
        List<String> records = new ArrayList<>(BLOCK);
        for (int i = 0; i < BLOCK; i++) {
          records.add("%0100d".formatted(number++));
        }
        store(records);
      }
      stored.complete(true);
    }

    @Override
    public void onStop() {}
  }
}
