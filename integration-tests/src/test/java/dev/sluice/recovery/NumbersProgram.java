package dev.sluice.recovery;

import dev.sluice.dstream.DStream;
import dev.sluice.function.Tuple2;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.streaming.StreamingContext;
import dev.sluice.time.Durations;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Keeps which numbers came of each connection, on a write-ahead log; runs in a process that is
 * killed. The arguments are the directory that has everything and the port of a {@link
 * NumberServer}.
 */
final class NumbersProgram {
  static final Duration BATCH = Durations.milliseconds(150);
  static final String SEEN = "seen";

  private NumbersProgram() {}

  /** Runs until it is killed or its input ends. */
  public static void main(String[] args) throws Exception {
    Path root = Path.of(args[0]);
    int port = Integer.parseInt(args[1]);
    String kept = root.resolve("kept").toString();
    try (StreamingContext context = StreamingContext.getOrCreate(kept, () -> create(root, port))) {
      context.start();
      ChildProcess.whenInputEnds(() -> context.stop(true));
      context.awaitTermination();
    }
  }

  private static StreamingContext create(Path root, int port) {
    StreamingConf conf =
        new StreamingConf()
            .setMaster("local[2]")
            .setAppName("NumbersProgram")
            .set("streaming.checkpoint.interval", "450ms")
            .set("streaming.receiver.writeAheadLog.enable", "true")
            .set("streaming.receiver.writeAheadLog.rollingIntervalSecs", "1");
    StreamingContext context = new StreamingContext(conf, BATCH);
    OutputFiles outputs = new OutputFiles(root.resolve("out"), SEEN);
    DStream<String> numbers =
        context
            .receiverStream(new NumberReceiver(port))
            .union(context.socketTextStream("127.0.0.1", port));
    numbers
        .mapToPair(NumbersProgram::ofConnection)
        .updateStateByKey(NumbersProgram::add)
        .toDStream()
        .foreachRDD((rdd, batch) -> outputs.write(rdd, batch));
    numbers.foreachRDD(rdd -> ChildProcess.sayBegun());
    return context;
  }

  private static Tuple2<Integer, Long> ofConnection(String line) {
    String[] numbers = line.split(" ");
    return new Tuple2<>(Integer.parseInt(numbers[0]), Long.parseLong(numbers[1]));
  }

  /** Count, sum and greatest of the numbers. */
  private static Optional<List<Long>> add(List<Long> numbers, Optional<List<Long>> seen) {
    List<Long> all = new ArrayList<>(seen.orElse(List.of(0L, 0L, -1L)));
    for (long number : numbers) {
      all.set(0, all.get(0) + 1);
      all.set(1, all.get(1) + number);
      all.set(2, Math.max(all.get(2), number));
    }
    return Optional.of(all);
  }
}
