package dev.sluice.examples;

import dev.sluice.dstream.DStream;
import dev.sluice.dstream.PairDStream;
import dev.sluice.function.Tuple2;
import dev.sluice.kafka.ConsumerStrategies;
import dev.sluice.kafka.KafkaUtils;
import dev.sluice.kafka.LocationStrategies;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.streaming.StreamingContext;
import dev.sluice.time.Durations;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Counts the words of the lines that come to a topic of Kafka in each second.
 *
 * <p>Arguments: {@code receiver} or {@code direct}, then {@code BOOTSTRAP TOPIC GROUP} or nothing
 * for a broker of its own; or none at all for a receiver and such a broker.
 */
public final class KafkaWordCount {
  private static final Usage USAGE =
      new Usage("KafkaWordCount", "[receiver|direct [BOOTSTRAP TOPIC GROUP]]");
  private static final List<String> WAYS = List.of("receiver", "direct");
  private static final int ALL_ARGUMENTS = 4;

  private KafkaWordCount() {}

  /** Runs until the process is told to end. */
  public static void main(String[] args) throws Exception {
    String way = args.length == 0 ? WAYS.get(0) : args[0];
    if (!WAYS.contains(way)) {
      throw USAGE.exit("found %s, expected one of %s".formatted(way, WAYS));
    }
    if (args.length == ALL_ARGUMENTS) {
      countWords(way, args[1], args[2], args[3]);
    } else if (args.length > 1) {
      throw USAGE.exit("found %d arguments, expected 0, 1 or 4".formatted(args.length));
    } else {
      try (KafkaFeed feed = KafkaFeed.start()) {
        countWords(way, feed.address(), feed.topic(), "word-count");
      }
    }
  }

  private static void countWords(String way, String brokers, String topic, String group)
      throws InterruptedException {
    StreamingConf conf =
        new StreamingConf()
            .setIfMissing("streaming.master", "local[2]")
            .setAppName("KafkaWordCount");
    try (StreamingContext ssc = new StreamingContext(conf, Durations.seconds(1))) {
      lines(way, ssc, brokers, topic, group)
          .flatMap(line -> Arrays.asList(line.split(" ")))
          .mapToPair(word -> new Tuple2<>(word, 1))
          .reduceByKey(Integer::sum)
          .print();
      ssc.start();
      ssc.awaitTermination();
    }
  }

  private static DStream<String> lines(
      String way, StreamingContext ssc, String brokers, String topic, String group) {
    if (way.equals("direct")) {
      return KafkaUtils.<String, String>createDirectStream(
              ssc,
              LocationStrategies.PreferConsistent(),
              ConsumerStrategies.Subscribe(List.of(topic), params(brokers, group)))
          .map(ConsumerRecord::value);
    }
    return receive(ssc, topic, params(brokers, group)).toDStream().map(Tuple2::_2);
  }

  // snippet: KafkaWordCount
  private static Map<String, Object> params(String brokers, String group) {
    return Map.of(
        "bootstrap.servers", brokers,
        "group.id", group,
        "auto.offset.reset", "earliest");
  }

  private static PairDStream<String, String> receive(
      StreamingContext ssc, String topic, Map<String, Object> params) {
    return KafkaUtils.createStream(ssc, params, Map.of(topic, 1));
  }
  // end of snippet
}
