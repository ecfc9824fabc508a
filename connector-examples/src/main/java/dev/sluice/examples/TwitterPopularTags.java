package dev.sluice.examples;

import dev.sluice.dstream.DStream;
import dev.sluice.function.Tuple2;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.streaming.StreamingContext;
import dev.sluice.time.Durations;
import dev.sluice.twitter.TwitterOptions;
import dev.sluice.twitter.TwitterUtils;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import twitter4j.HashtagEntity;

/**
 * Prints the most frequent hashtags of the last 60 and of the last 10 seconds.
 *
 * <p>Arguments: rules of X for the posts, such as {@code java} or {@code "coffee lang:en"}, or none
 * for a sample. Without a token in the environment, posts are those of a server of its own.
 */
public final class TwitterPopularTags {
  private static final List<Duration> WINDOWS =
      List.of(Durations.seconds(60), Durations.seconds(10));
  private static final int SHOWN = 10;

  private TwitterPopularTags() {}

  /** Runs until the process is told to end. */
  public static void main(String[] args) throws Exception {
    try (TwitterFeed feed = TwitterFeed.open(args)) {
      showPopular(feed.options());
    }
  }

  private static void showPopular(TwitterOptions options) throws InterruptedException {
    StreamingConf conf =
        new StreamingConf()
            .setIfMissing("streaming.master", "local[2]")
            .setAppName("TwitterPopularTags");
    try (StreamingContext ssc = new StreamingContext(conf, Durations.seconds(2))) {
      DStream<String> tags = tags(ssc, options);
      for (Duration window : WINDOWS) {
        tags.mapToPair(tag -> new Tuple2<>(tag, 1))
            .reduceByKeyAndWindow(Integer::sum, window)
            .foreachRDD(counts -> show(window, counts.top(SHOWN, byCount())));
      }
      ssc.start();
      ssc.awaitTermination();
    }
  }

  // snippet: TwitterTags
  private static DStream<String> tags(StreamingContext ssc, TwitterOptions options) {
    return TwitterUtils.createStream(ssc, options)
        .flatMap(post -> Arrays.asList(post.getHashtagEntities()))
        .map(HashtagEntity::getText);
  }

  // end of snippet

  private static Comparator<Tuple2<String, Integer>> byCount() {
    return Comparator.comparing(Tuple2::_2);
  }

  private static void show(Duration window, List<Tuple2<String, Integer>> top) {
    System.out.printf("Popular in the last %d seconds:%n", window.toSeconds());
    top.forEach(tag -> System.out.printf("  #%s (%d posts)%n", tag._1(), tag._2()));
  }
}
