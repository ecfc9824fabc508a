package dev.sluice.kafka;

import dev.sluice.dstream.InputDStream;
import dev.sluice.testkit.Collected;
import dev.sluice.testkit.TestStreams;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Direct streams of texts in a test. */
final class Direct {
  private Direct() {}

  static InputDStream<ConsumerRecord<String, String>> stream(
      TestStreams streams, ConsumerStrategy<String, String> strategy) {
    return DirectStreams.createDirectStream(
        streams.context(), LocationStrategies.PreferConsistent(), strategy);
  }

  static InputDStream<ConsumerRecord<String, String>> stream(
      TestStreams streams, String topic, String... params) {
    return stream(streams, ConsumerStrategies.Subscribe(List.of(topic), TestTopics.params(params)));
  }

  /** Collects the values of a stream of all partitions of a topic. */
  static Collected<String> values(TestStreams streams, String topic, String... params) {
    return streams.collect(stream(streams, topic, params).map(ConsumerRecord::value));
  }

  static Collected<String> values(TestStreams streams, ConsumerStrategy<String, String> strategy) {
    return streams.collect(stream(streams, strategy).map(ConsumerRecord::value));
  }
}
