package dev.sluice.examples;

import dev.sluice.dstream.PairDStream;
import dev.sluice.function.Tuple2;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.streaming.StreamingContext;
import dev.sluice.time.Durations;
import dev.sluice.time.Time;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Counts the words of each second and of all seconds, and goes on with its totals when it is
 * started again, however it ended.
 *
 * <p>Arguments: {@code HOST PORT CHECKPOINT_DIR OUTPUT_FILE}, or none for a server and files of its
 * own.
 */
public final class RecoverableNetworkWordCount {
  private static final int ARGUMENTS = 4;

  private RecoverableNetworkWordCount() {}

  /** Runs until the process is told to end. */
  public static void main(String[] args) throws Exception {
    if (args.length != 0 && args.length != ARGUMENTS) {
      throw new Usage("RecoverableNetworkWordCount", "[HOST PORT CHECKPOINT_DIR OUTPUT_FILE]")
          .exit("found " + args.length + " arguments, expected 0 or " + ARGUMENTS);
    }
    String[] server = Arrays.copyOf(args, Math.min(args.length, 2));
    try (LineSource source = LineSource.open("RecoverableNetworkWordCount", server)) {
      if (args.length == ARGUMENTS) {
        countWords(source.host(), source.port(), args[2], Path.of(args[3]));
      } else {
        Path own = Files.createTempDirectory("word-count");
        System.err.printf("Counts and checkpoints go to %s, which stays%n", own);
        countWords(
            source.host(), source.port(), own.resolve("kept").toString(), own.resolve("counts"));
      }
    }
  }

  // snippet: RecoverableNetworkWordCount
  private static void countWords(String host, int port, String directory, Path output)
      throws InterruptedException {
    try (StreamingContext ssc =
        StreamingContext.getOrCreate(directory, () -> create(host, port, output))) {
      ssc.start();
      ssc.awaitTermination();
    }
  }

  private static StreamingContext create(String host, int port, Path output) {
    StreamingConf conf =
        new StreamingConf()
            .setIfMissing("streaming.master", "local[2]")
            .setAppName("RecoverableNetworkWordCount")
            .set("streaming.checkpoint.interval", "5s")
            .set("streaming.receiver.writeAheadLog.enable", "true");
    StreamingContext ssc = new StreamingContext(conf, Durations.seconds(1));
    PairDStream<String, Integer> words =
        ssc.socketTextStream(host, port)
            .flatMap(line -> Arrays.asList(line.split(" ")))
            .mapToPair(word -> new Tuple2<>(word, 1));
    words
        .reduceByKey(Integer::sum)
        .foreachRDD((counts, time) -> append(output, "counts", time, counts.collect()));
    words
        .<Integer>updateStateByKey((ones, total) -> Optional.of(total.orElse(0) + ones.size()))
        .named("totals")
        .foreachRDD((totals, time) -> append(output, "totals", time, totals.collect()));
    return ssc;
  }

  // end of snippet

  private static void append(Path output, String what, Time time, List<?> pairs)
      throws IOException {
    String line = "%s at %s: %s%n".formatted(what, time, pairs);
    Files.writeString(output, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
