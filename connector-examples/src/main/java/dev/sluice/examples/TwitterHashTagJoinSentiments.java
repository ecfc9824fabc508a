package dev.sluice.examples;

import dev.sluice.function.Tuple2;
import dev.sluice.rdd.PairRDD;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.streaming.StreamingContext;
import dev.sluice.time.Durations;
import dev.sluice.twitter.TwitterOptions;
import dev.sluice.twitter.TwitterUtils;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Prints the happiest hashtags of the last ten seconds: joins how often each was used with a list
 * of words that says how happy they are, from -5 to 5.
 *
 * <p>Arguments: rules of X for the posts, or none for a sample. Without a token in the environment,
 * posts are those of a server of its own.
 */
public final class TwitterHashTagJoinSentiments {
  private static final String WORDS = "sentiments.txt";
  private static final int SHOWN = 10;

  private TwitterHashTagJoinSentiments() {}

  /** Runs until the process is told to end. */
  public static void main(String[] args) throws Exception {
    try (TwitterFeed feed = TwitterFeed.open(args)) {
      showHappiest(feed.options());
    }
  }

  private static void showHappiest(TwitterOptions options)
      throws IOException, InterruptedException {
    StreamingConf conf =
        new StreamingConf()
            .setIfMissing("streaming.master", "local[2]")
            .setAppName("TwitterHashTagJoinSentiments");
    try (StreamingContext ssc = new StreamingContext(conf, Durations.seconds(2))) {
      PairRDD<String, Integer> happiness = ssc.rddContext().parallelizePairs(words());
      TwitterUtils.createStream(ssc, options)
          .flatMap(post -> Arrays.asList(post.getHashtagEntities()))
          .mapToPair(tag -> new Tuple2<>(tag.getText(), 1))
          .reduceByKeyAndWindow(Integer::sum, Durations.seconds(10))
          .transformToPair(counts -> happiness.join(counts))
          .mapToPair(tag -> new Tuple2<>(tag._1(), tag._2()._1() * tag._2()._2()))
          .foreachRDD(tags -> show(tags.top(SHOWN, Comparator.comparing(Tuple2::_2))));
      ssc.start();
      ssc.awaitTermination();
    }
  }

  private static void show(List<Tuple2<String, Integer>> top) {
    System.out.println("Happiest in the last 10 seconds:");
    top.forEach(tag -> System.out.printf("  #%s (%d)%n", tag._1(), tag._2()));
  }

  /** Words and how happy they are. */
  static List<Tuple2<String, Integer>> words() throws IOException {
    try (InputStream in = TwitterHashTagJoinSentiments.class.getResourceAsStream(WORDS)) {
      if (in == null) {
        throw new IOException("Cannot read " + WORDS + ": found none beside the classes");
      }
      BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      return lines
          .lines()
          .map(line -> line.split("\t"))
          .map(word -> new Tuple2<>(word[0], Integer.valueOf(word[1])))
          .toList();
    }
  }
}
