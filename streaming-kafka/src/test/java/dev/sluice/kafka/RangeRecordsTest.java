package dev.sluice.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.kafka.client.KafkaParams;
import dev.sluice.streaming.StreamingConf;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ranges that tasks read one after the other. */
class RangeRecordsTest {
  private String topic;
  private Reading<String, String> reading;

  @BeforeEach
  void createTopic() throws Exception {
    topic = TestTopics.create(1);
    TestTopics.send(topic, 0, "a", "b", "c", "d");
    reading = reading(true);
  }

  @AfterEach
  void closeConsumers() {
    RangeRecords.CONSUMERS.stop(reading.owner());
  }

  private static Reading<String, String> reading(boolean keeps) {
    StreamingConf conf =
        StreamingConf.empty()
            .set("streaming.kafka.consumer.cache.enabled", Boolean.toString(keeps));
    return Reading.ofStream(KafkaParams.of(TestTopics.params(), "a test"), DirectSettings.of(conf));
  }

  private List<String> read(long from, long until, int most) {
    List<String> values = new ArrayList<>();
    OffsetRange range = OffsetRange.create(topic, 0, from, until);
    try (RangeRecords<String, String> records = RangeRecords.open(range, reading, true)) {
      while (values.size() < most && records.hasNext()) {
        values.add(records.next().value());
      }
    }
    return values;
  }

  private List<String> read(long from, long until) {
    return read(from, until, Integer.MAX_VALUE);
  }

  @Test
  void the_next_range_uses_the_consumer_of_the_one_before() {
    assertThat(read(0, 2)).containsExactly("a", "b");
    TopicPartition partition = new TopicPartition(topic, 0);
    PartitionConsumer<?, ?> kept =
        RangeRecords.CONSUMERS.take(
            reading.owner(),
            partition,
            true,
            () -> {
              throw new AssertionError("none is kept");
            });
    assertThat(kept.position()).isEqualTo(2);
    RangeRecords.CONSUMERS.giveBack(reading.owner(), partition, kept, 1);

    assertThat(read(2, 4)).containsExactly("c", "d");
  }

  @Test
  void a_range_that_is_read_again_is_the_same() {
    assertThat(read(0, 3)).containsExactly("a", "b", "c");
    assertThat(read(0, 3)).containsExactly("a", "b", "c");
    assertThat(read(3, 4)).containsExactly("d");
  }

  @Test
  void a_range_that_is_not_read_to_its_end_does_not_disturb_the_next() {
    assertThat(read(0, 3, 1)).containsExactly("a");
    assertThat(read(3, 4)).containsExactly("d");
    assertThat(read(0, 2, 0)).isEmpty();
    assertThat(read(2, 4)).containsExactly("c", "d");
  }

  @Test
  void none_are_kept_if_that_is_switched_off() {
    reading = reading(false);
    assertThat(read(0, 4)).hasSize(4);

    assertThat(RangeRecords.CONSUMERS.kept(reading.owner())).isZero();
  }
}
