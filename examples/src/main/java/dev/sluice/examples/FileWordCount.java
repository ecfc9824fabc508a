package dev.sluice.examples;

import dev.sluice.function.Tuple2;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.streaming.StreamingContext;
import dev.sluice.time.Durations;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Counts the words of text files that are moved into a directory.
 *
 * <p>Arguments: {@code DIR}, or none for a temporary directory into which it puts files itself.
 */
public final class FileWordCount {
  private FileWordCount() {}

  /** Runs until the process is told to end. */
  public static void main(String[] args) throws Exception {
    switch (args.length) {
      case 0 -> countOwnFiles();
      case 1 -> countWords(args[0]);
      default ->
          throw new Usage("FileWordCount", "[DIR]")
              .exit("found " + args.length + " arguments, expected 0 or 1");
    }
  }

  private static void countOwnFiles() throws Exception {
    Path directory = Files.createTempDirectory("file-word-count");
    System.err.println("Putting files into " + directory + ", which stays; end with Ctrl-C");
    try (FileDropper dropper = FileDropper.start(directory)) {
      countWords(dropper.directory().toString());
    }
  }

  private static void countWords(String directory) throws InterruptedException {
    // snippet: FileWordCount
    StreamingConf conf =
        new StreamingConf()
            .setIfMissing("streaming.master", "local[2]")
            .setAppName("FileWordCount");
    try (StreamingContext ssc = new StreamingContext(conf, Durations.seconds(1))) {
      ssc.textFileStream(directory)
          .flatMap(line -> Arrays.asList(line.split(" ")))
          .mapToPair(word -> new Tuple2<>(word, 1))
          .reduceByKey(Integer::sum)
          .print();
      ssc.start();
      ssc.awaitTermination();
    }
    // end of snippet
  }
}
