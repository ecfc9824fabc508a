package dev.sluice.examples;

import dev.sluice.dstream.PairDStream;
import dev.sluice.function.Tuple2;
import dev.sluice.hadoop.HadoopUtils;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.streaming.StreamingContext;
import dev.sluice.time.Durations;
import java.util.Arrays;
import org.apache.hadoop.io.IntWritable;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.lib.input.TextInputFormat;
import org.apache.hadoop.mapreduce.lib.output.SequenceFileOutputFormat;

/**
 * Counts the words of the text files that appear in a directory, on any file system that Hadoop
 * knows, and writes the counts of each batch to a directory of sequence files.
 *
 * <p>Arguments: {@code DIRECTORY}, maybe {@code PREFIX} of where the counts go; or none at all for
 * an HDFS of its own.
 */
public final class HdfsWordCount {
  private static final Usage USAGE = new Usage("HdfsWordCount", "[DIRECTORY [PREFIX]]");
  private static final int ALL_ARGUMENTS = 2;

  private HdfsWordCount() {}

  /** Runs until the process is told to end. */
  public static void main(String[] args) throws Exception {
    if (args.length > ALL_ARGUMENTS) {
      throw USAGE.exit("found %d arguments, expected 0, 1 or 2".formatted(args.length));
    }
    if (args.length > 0) {
      run(args[0], args.length == ALL_ARGUMENTS ? args[1] : "");
    } else {
      try (HdfsFeed feed = HdfsFeed.start()) {
        run(feed.directory(), feed.counts());
      }
    }
  }

  private static void run(String directory, String prefix) throws InterruptedException {
    StreamingConf conf =
        new StreamingConf()
            .setIfMissing("streaming.master", "local[2]")
            .setAppName("HdfsWordCount");
    try (StreamingContext ssc = new StreamingContext(conf, Durations.seconds(1))) {
      PairDStream<String, Integer> counts = countWords(ssc, directory);
      counts.print();
      if (!prefix.isEmpty()) {
        save(counts, prefix);
      }
      ssc.start();
      ssc.awaitTermination();
    }
  }

  // snippet: HdfsWordCount
  private static PairDStream<String, Integer> countWords(StreamingContext ssc, String directory) {
    return HadoopUtils.fileStream(
            ssc, directory, LongWritable.class, Text.class, TextInputFormat.class)
        .toDStream()
        .flatMap(line -> Arrays.asList(line._2().toString().split(" ")))
        .mapToPair(word -> new Tuple2<>(word, 1))
        .reduceByKey(Integer::sum);
  }

  // end of snippet

  // snippet: HdfsCounts
  private static void save(PairDStream<String, Integer> counts, String prefix) {
    HadoopUtils.saveAsNewAPIHadoopFiles(
        counts.mapToPair(count -> new Tuple2<>(new Text(count._1()), new IntWritable(count._2()))),
        prefix,
        "seq",
        Text.class,
        IntWritable.class,
        SequenceFileOutputFormat.class);
  }
  // end of snippet
}
