package dev.sluice.examples;

import dev.sluice.dstream.PairDStream;
import dev.sluice.function.Tuple2;
import dev.sluice.kafka.KafkaUtils;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.streaming.StreamingContext;
import dev.sluice.time.Durations;
import java.util.Arrays;
import java.util.Map;

/**
 * Counts the words of the lines that come to a topic of Kafka in each second.
 *
 * <p>Arguments: {@code receiver}, then {@code BOOTSTRAP TOPIC GROUP} or nothing for a broker of its
 * own, or none at all for both.
 */
public final class KafkaWordCount {
  private static final Usage USAGE =
      new Usage("KafkaWordCount", "[receiver [BOOTSTRAP TOPIC GROUP]]");
  private static final int ALL_ARGUMENTS = 4;

  private KafkaWordCount() {}

  /** Runs until the process is told to end. */
  public static void main(String[] args) throws Exception {
    if (args.length > 0 && !args[0].equals("receiver")) {
      throw USAGE.exit("found " + args[0] + ", expected receiver");
    }
    if (args.length == ALL_ARGUMENTS) {
      countWords(args[1], args[2], args[3]);
    } else if (args.length > 1) {
      throw USAGE.exit("found %d arguments, expected 0, 1 or 4".formatted(args.length));
    } else {
      try (KafkaFeed feed = KafkaFeed.start()) {
        countWords(feed.address(), feed.topic(), "word-count");
      }
    }
  }

  private static void countWords(String brokers, String topic, String group)
      throws InterruptedException {
    StreamingConf conf = new StreamingConf().setMaster("local[2]").setAppName("KafkaWordCount");
    try (StreamingContext ssc = new StreamingContext(conf, Durations.seconds(1))) {
      receive(ssc, brokers, topic, group)
          .toDStream()
          .flatMap(record -> Arrays.asList(record._2().split(" ")))
          .mapToPair(word -> new Tuple2<>(word, 1))
          .reduceByKey(Integer::sum)
          .print();
      ssc.start();
      ssc.awaitTermination();
    }
  }

  // snippet: KafkaWordCount
  private static PairDStream<String, String> receive(
      StreamingContext ssc, String brokers, String topic, String group) {
    Map<String, Object> params =
        Map.of(
            "bootstrap.servers", brokers,
            "group.id", group,
            "auto.offset.reset", "earliest");
    return KafkaUtils.createStream(ssc, params, Map.of(topic, 1));
  }
  // end of snippet
}
