package dev.sluice.examples;

import dev.sluice.dstream.ErrorPolicy;
import dev.sluice.rdd.RDD;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.streaming.StreamingContext;
import dev.sluice.time.Durations;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/**
 * Adds up numbers in lines of text, and keeps the lines that it cannot read in a directory; then
 * reads these again, by a program that can.
 *
 * <p>Arguments: {@code DIR}, which must not be there, or none for a temporary directory.
 */
public final class BadRecords {
  private static final List<String> LINES = List.of("1", "20", "3oo", "4000", "5O");
  private static final long FIRST_PROGRAM_MS = 3_000;

  private BadRecords() {}

  /** Runs until the process is told to end. */
  public static void main(String[] args) throws Exception {
    if (args.length > 1) {
      throw new Usage("BadRecords", "[DIR]")
          .exit("found " + args.length + " arguments, expected 0 or 1");
    }
    Path directory =
        args.length == 1
            ? Path.of(args[0])
            : Files.createTempDirectory("bad-records").resolve("lines");
    System.err.println("Bad lines go to " + directory + ", which stays; end with Ctrl-C");
    sum(directory.toString());
    replay(directory.toString());
  }

  // snippet: BadRecords
  private static void sum(String directory) throws InterruptedException {
    StreamingConf conf =
        new StreamingConf().setIfMissing("streaming.master", "local[2]").setAppName("BadRecords");
    try (StreamingContext ssc = new StreamingContext(conf, Durations.seconds(1))) {
      Queue<RDD<String>> queue = new ArrayDeque<>();
      queue.add(ssc.rddContext().parallelize(LINES));
      ssc.queueStream(queue)
          .onError(ErrorPolicy.quarantine(directory).atMost(100))
          .map(Integer::parseInt)
          .reduce(Integer::sum)
          .print();
      ssc.start();
      ssc.awaitTerminationOrTimeout(FIRST_PROGRAM_MS);
    }
  }

  private static void replay(String directory) throws InterruptedException {
    StreamingConf conf =
        new StreamingConf().setIfMissing("streaming.master", "local[2]").setAppName("Replay");
    try (StreamingContext ssc = new StreamingContext(conf, Durations.seconds(1))) {
      ssc.<String>replay(directory)
          .map(line -> Integer.parseInt(line.replaceAll("[oO]", "0")))
          .reduce(Integer::sum)
          .print();
      ssc.start();
      ssc.awaitTermination();
    }
  }
  // end of snippet
}
