package dev.sluice.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.rdd.RDD;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.testkit.Collected;
import dev.sluice.testkit.TestStreams;
import dev.sluice.time.Durations;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Records that are gone before they are read. */
class OutOfRangeTest {
  private String topic;

  @BeforeEach
  void createTopic() throws Exception {
    topic = TestTopics.create(1);
    TestTopics.send(topic, 0, "0", "1");
  }

  /** Reads two records; then three come, two of which are gone when the next batch is chosen. */
  private List<String> read(String outOfRange, String reset) throws Exception {
    StreamingConf conf = new StreamingConf().set("streaming.kafka.outOfRange", outOfRange);
    try (TestStreams streams = TestStreams.create(conf, Durations.seconds(1))) {
      Collected<String> values =
          Direct.values(
              streams,
              ConsumerStrategies.Subscribe(
                  List.of(topic),
                  TestTopics.params("auto.offset.reset", reset),
                  Map.of(new TopicPartition(topic, 0), 0L)));
      streams.start();
      streams.advance(1);
      TestTopics.send(topic, 0, "2", "3", "4");
      TestTopics.deleteBefore(topic, 0, 4);
      streams.advance(1);
      TestTopics.send(topic, 0, "5");
      streams.advance(1);
      return values.records();
    }
  }

  @Test
  void records_that_expired_fail_the_program_with_what_is_lost() {
    assertThatThrownBy(() -> read("fail", "earliest"))
        .hasStackTraceContaining(
            "Cannot read "
                + topic
                + "-0 from offset 2: 2 offsets are lost, because they were deleted or expired,"
                + " found offsets 4 until 5; with streaming.kafka.outOfRange=reset or skip");
  }

  @Test
  void records_that_expired_are_skipped_if_the_program_wants_that() throws Exception {
    assertThat(read("skip", "latest")).containsExactly("0", "1", "4", "5");
  }

  @Test
  void a_reset_goes_where_the_consumer_is_to_begin() throws Exception {
    assertThat(read("reset", "earliest")).containsExactly("0", "1", "4", "5");
    topic = TestTopics.create(1);
    TestTopics.send(topic, 0, "0", "1");
    assertThat(read("reset", "latest")).containsExactly("0", "1", "5");
  }

  /** The first batch is chosen; two of its three records are gone when it is read. */
  private List<String> readLate(String outOfRange) {
    StreamingConf conf = new StreamingConf().set("streaming.kafka.outOfRange", outOfRange);
    List<String> values = new ArrayList<>();
    try (TestStreams streams = TestStreams.create(conf, Durations.seconds(1))) {
      Direct.stream(streams, topic)
          .foreachRDD(
              rdd -> {
                TestTopics.deleteBefore(topic, 0, 1);
                values.addAll(rdd.map(ConsumerRecord::value).collect());
              });
      streams.start();
      streams.advance(1);
    }
    return values;
  }

  @Test
  void records_that_expire_before_they_are_read_fail_the_batch() {
    assertThatThrownBy(() -> readLate("fail"))
        .hasStackTraceContaining(
            "Cannot read "
                + topic
                + "-0 [0, 2) from offset 0: 1 of its offsets are lost, because they were deleted"
                + " or expired, found offsets 1 until 2");
  }

  @Test
  void records_that_expire_before_they_are_read_are_skipped_if_the_program_wants_that() {
    assertThat(readLate("skip")).containsExactly("1");
  }

  @Test
  void a_dataset_of_records_that_expired_is_refused() throws Exception {
    TestTopics.deleteBefore(topic, 0, 1);
    try (TestStreams streams = TestStreams.create(Durations.seconds(1))) {
      assertThatThrownBy(() -> dataset(streams, OffsetRange.create(topic, 0, 0, 2)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("found offsets 1 until 2");
      assertThatThrownBy(() -> dataset(streams, OffsetRange.create(topic, 0, 1, 3)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("found offsets 1 until 2");
      assertThatThrownBy(() -> dataset(streams, OffsetRange.create(topic, 1, 0, 0)))
          .isInstanceOf(IllegalArgumentException.class);
      assertThat(dataset(streams, OffsetRange.create(topic, 0, 1, 2)).count()).isEqualTo(1);
    }
  }

  private static RDD<ConsumerRecord<String, String>> dataset(
      TestStreams streams, OffsetRange... ranges) {
    return DirectStreams.createRDD(
        streams.context().rddContext(),
        TestTopics.params(),
        ranges,
        LocationStrategies.PreferBrokers());
  }
}
