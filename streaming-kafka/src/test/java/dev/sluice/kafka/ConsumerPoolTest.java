package dev.sluice.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.streaming.StreamingConf;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The consumers that are kept between tasks. */
class ConsumerPoolTest {
  private final ConsumerPool pool = ConsumerPool.OF_PROCESS;
  private String topic;

  @BeforeEach
  void createTopic() throws Exception {
    topic = TestTopics.create(2);
    TestTopics.send(topic, 0, "a", "b", "c", "d");
    TestTopics.send(topic, 1, "e");
  }

  private static Reading<String, String> reading(int capacity) {
    StreamingConf conf =
        StreamingConf.empty()
            .set("streaming.kafka.consumer.cache.enabled", Boolean.toString(capacity > 0))
            .set(
                "streaming.kafka.consumer.cache.maxCapacity",
                Integer.toString(Math.max(1, capacity)));
    return Reading.ofStream(KafkaParams.of(TestTopics.params(), "a test"), DirectSettings.of(conf));
  }

  private List<String> read(Reading<String, String> reading, int partition, long from, long until) {
    List<String> values = new ArrayList<>();
    OffsetRange range = OffsetRange.create(topic, partition, from, until);
    try (RangeRecords<String, String> records = RangeRecords.open(range, reading, true)) {
      records.forEachRemaining(record -> values.add(record.value()));
    }
    return values;
  }

  @Test
  void the_next_range_uses_the_consumer_of_the_one_before() {
    Reading<String, String> reading = reading(4);
    assertThat(read(reading, 0, 0, 2)).containsExactly("a", "b");
    TopicPartition partition = new TopicPartition(topic, 0);
    var borrowed = pool.take(partition, reading, true);
    PartitionConsumer<String, String> kept = borrowed.consumer();
    assertThat(kept.position()).isEqualTo(2);
    borrowed.giveBack(true);

    assertThat(read(reading, 0, 2, 4)).containsExactly("c", "d");
    assertThat(read(reading, 0, 1, 3)).as("a range that runs again").containsExactly("b", "c");
    assertThat(pool.kept(reading.owner())).isEqualTo(1);
    pool.close(reading.owner());
    assertThat(pool.kept(reading.owner())).isZero();
  }

  @Test
  void a_task_that_is_tried_again_gets_a_fresh_one() {
    Reading<String, String> reading = reading(4);
    TopicPartition partition = new TopicPartition(topic, 0);
    var first = pool.take(partition, reading, true);
    PartitionConsumer<String, String> kept = first.consumer();
    first.giveBack(true);
    var second = pool.take(partition, reading, false);

    assertThat(second.consumer()).isNotSameAs(kept);
    second.giveBack(true);
    pool.close(reading.owner());
  }

  @Test
  void a_consumer_that_failed_is_not_kept() {
    Reading<String, String> reading = reading(4);
    var borrowed = pool.take(new TopicPartition(topic, 0), reading, true);
    borrowed.giveBack(false);
    borrowed.giveBack(true);

    assertThat(pool.kept(reading.owner())).isZero();
  }

  @Test
  void no_more_are_kept_than_the_capacity() {
    Reading<String, String> reading = reading(1);
    read(reading, 0, 0, 1);
    read(reading, 1, 0, 1);

    assertThat(pool.kept(reading.owner())).isEqualTo(1);
    pool.close(reading.owner());
  }

  @Test
  void none_are_kept_if_that_is_switched_off() {
    Reading<String, String> reading = reading(0);
    assertThat(read(reading, 0, 0, 4)).hasSize(4);

    assertThat(pool.kept(reading.owner())).isZero();
  }

  @Test
  void what_is_given_back_after_the_stream_stopped_is_not_kept() {
    Reading<String, String> reading = reading(4);
    var borrowed = pool.take(new TopicPartition(topic, 0), reading, true);
    pool.close(reading.owner());
    borrowed.giveBack(true);

    assertThat(pool.kept(reading.owner())).isZero();
  }
}
