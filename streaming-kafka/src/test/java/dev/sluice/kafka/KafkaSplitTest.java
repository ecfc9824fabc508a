package dev.sluice.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.rdd.RDD;
import dev.sluice.rdd.Source;
import dev.sluice.testkit.TestStreams;
import dev.sluice.time.Durations;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.IntegerDeserializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Datasets of ranges of offsets. */
class KafkaSplitTest {
  private String topic;

  @BeforeEach
  void createTopic() throws Exception {
    topic = TestTopics.create(2);
    TestTopics.send(topic, 0, "a", "b", "c");
    TestTopics.send(topic, 1, "d");
  }

  private RDD<ConsumerRecord<String, String>> dataset(
      TestStreams streams, LocationStrategy locations, Map<String, Object> params) {
    OffsetRange[] ranges = {
      OffsetRange.create(topic, 0, 1, 3),
      OffsetRange.create(topic, 1, 0, 1),
      OffsetRange.create(topic, 0, 0, 1)
    };
    return KafkaUtils.createRDD(streams.context().rddContext(), params, ranges, locations);
  }

  private static List<List<String>> hosts(RDD<?> rdd) {
    Source<?> source = (Source<?>) rdd.plan();
    return source.splits().stream().<List<String>>map(split -> split.preferredHosts()).toList();
  }

  @Test
  void each_range_is_a_partition() {
    try (TestStreams streams = TestStreams.create(Durations.seconds(1))) {
      RDD<ConsumerRecord<String, String>> rdd =
          dataset(streams, LocationStrategies.PreferConsistent(), TestTopics.params());

      assertThat(rdd.map(ConsumerRecord::value).glom().collect())
          .containsExactly(List.of("b", "c"), List.of("d"), List.of("a"));
      assertThat(rdd.map(ConsumerRecord::value).take(1)).containsExactly("b");
      assertThat(OffsetRange.of(rdd)).hasSize(3);
    }
  }

  @Test
  void locations_are_as_the_strategy_says() {
    try (TestStreams streams = TestStreams.create(Durations.seconds(1))) {
      Map<String, Object> params = TestTopics.params();
      TopicPartition second = new TopicPartition(topic, 1);

      assertThat(hosts(dataset(streams, LocationStrategies.PreferConsistent(), params)))
          .containsExactly(List.of(), List.of(), List.of());
      assertThat(hosts(dataset(streams, LocationStrategies.PreferBrokers(), params)))
          .containsOnly(List.of("127.0.0.1"));
      assertThat(
              hosts(
                  dataset(streams, LocationStrategies.PreferFixed(Map.of(second, "host")), params)))
          .containsExactly(List.of(), List.of("host"), List.of());
    }
  }

  @Test
  void it_can_be_shipped() {
    try (TestStreams streams = TestStreams.create(Durations.seconds(1))) {
      RDD<?> rdd = dataset(streams, LocationStrategies.PreferConsistent(), TestTopics.params());

      assertThatCode(
              () -> {
                try (var out = new ObjectOutputStream(OutputStream.nullOutputStream())) {
                  out.writeObject(rdd.plan());
                }
              })
          .doesNotThrowAnyException();
    }
  }

  @Test
  void a_record_that_cannot_be_deserialized_fails_the_task_with_its_place() {
    Map<String, Object> params = TestTopics.params();
    params.put("value.deserializer", IntegerDeserializer.class);
    try (TestStreams streams = TestStreams.create(Durations.seconds(1))) {
      RDD<ConsumerRecord<String, String>> rdd =
          dataset(streams, LocationStrategies.PreferConsistent(), params);

      assertThatThrownBy(rdd::count).hasStackTraceContaining("VALUE for partition " + topic + "-");
    }
  }
}
