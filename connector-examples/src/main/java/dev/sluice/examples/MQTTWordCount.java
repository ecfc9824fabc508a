package dev.sluice.examples;

import dev.sluice.dstream.PairDStream;
import dev.sluice.function.Tuple2;
import dev.sluice.mqtt.MQTTUtils;
import dev.sluice.mqtt.MqttMessage;
import dev.sluice.mqtt.MqttOptions;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.streaming.StreamingContext;
import dev.sluice.time.Durations;
import java.util.Arrays;

/**
 * Counts the words of the messages that an MQTT broker sends in each second.
 *
 * <p>Arguments: {@code BROKER TOPIC}, such as {@code tcp://localhost:1883 lines/#}, or none for a
 * broker of its own.
 */
public final class MQTTWordCount {
  private static final Usage USAGE = new Usage("MQTTWordCount", "[BROKER TOPIC]");
  private static final int ALL_ARGUMENTS = 2;

  private MQTTWordCount() {}

  /** Runs until the process is told to end. */
  public static void main(String[] args) throws Exception {
    if (args.length == ALL_ARGUMENTS) {
      countWords(args[0], args[1]);
    } else if (args.length > 0) {
      throw USAGE.exit("found %d arguments, expected 0 or 2".formatted(args.length));
    } else {
      try (MqttFeed feed = MqttFeed.start()) {
        countWords(feed.address(), feed.topic());
      }
    }
  }

  private static void countWords(String broker, String topic) throws InterruptedException {
    StreamingConf conf =
        new StreamingConf()
            .setIfMissing("streaming.master", "local[2]")
            .setAppName("MQTTWordCount");
    try (StreamingContext ssc = new StreamingContext(conf, Durations.seconds(1))) {
      count(ssc, broker, topic).print();
      ssc.start();
      ssc.awaitTermination();
    }
  }

  // snippet: MQTTWordCount
  private static PairDStream<String, Integer> count(
      StreamingContext ssc, String broker, String topic) {
    MqttOptions options = MqttOptions.of(broker).topic(topic, 1).clientId("word-count");
    return MQTTUtils.createStream(ssc, options, MqttMessage::text)
        .flatMap(line -> Arrays.asList(line.split(" ")))
        .mapToPair(word -> new Tuple2<>(word, 1))
        .reduceByKey(Integer::sum);
  }
  // end of snippet
}
