package dev.sluice.benchmarks.zeromq;

import dev.sluice.dstream.DStream;
import dev.sluice.function.Function;
import dev.sluice.rdd.StorageLevel;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.streaming.StreamingContext;
import dev.sluice.time.Durations;
import dev.sluice.zeromq.ZeroMQOptions;
import dev.sluice.zeromq.ZeroMQUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * A program that counts the records of its batches. Immutable.
 *
 * @param isReliable whether its senders are
 * @param logs whether it has a write-ahead log
 */
record Stream(boolean isReliable, boolean logs) implements Taker {
  private static final ConcurrentMap<String, Tally> TALLIES = new ConcurrentHashMap<>();
  private static final String THREADS = "local[2]";

  @Override
  public String name() {
    return (isReliable ? "reliable" : "pull") + (logs ? "-logged" : "");
  }

  @Override
  public void take(String address, Tally tally) throws Exception {
    Path directory = Files.createTempDirectory("zeromq");
    StreamingConf conf =
        new StreamingConf()
            .setMaster(THREADS)
            .setAppName("Stream")
            .set("streaming.receiver.writeAheadLog.enable", Boolean.toString(logs))
            .set("streaming.backpressure.enabled", "false");
    TALLIES.put(address, tally);
    try (StreamingContext context = new StreamingContext(conf, Durations.milliseconds(200))) {
      if (logs) {
        context.checkpoint(directory.toString());
      }
      stream(context, address).foreachRDD(rdd -> tally.add(rdd.count()));
      context.start();
      tally.await();
      context.stop(false);
    } finally {
      TALLIES.remove(address);
      delete(directory);
    }
  }

  private DStream<byte[]> stream(StreamingContext context, String address) {
    Function<byte[][], List<byte[]>> converter =
        frames -> {
          Tally tally = TALLIES.get(address);
          if (tally != null) {
            tally.comes();
          }
          return List.of(frames[0]);
        };
    ZeroMQOptions options = ZeroMQOptions.bind();
    return isReliable
        ? ZeroMQUtils.createReliableStream(
            context, address, options, converter, StorageLevel.MEMORY_ONLY)
        : ZeroMQUtils.createPullStream(
            context, address, options, converter, StorageLevel.MEMORY_ONLY);
  }

  private static void delete(Path directory) throws IOException {
    try (var files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
