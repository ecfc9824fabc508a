package dev.sluice.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.rdd.RDD;
import dev.sluice.testkit.Collected;
import dev.sluice.testkit.TestStreams;
import dev.sluice.time.Durations;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Offsets that have no records. */
class GapsTest {
  private static Producer<String, String> transactional() {
    Producer<String, String> producer =
        TestTopics.producer(Map.of("transactional.id", TestTopics.name("transactions")));
    producer.initTransactions();
    return producer;
  }

  private static void send(Producer<String, String> producer, String topic, String... values) {
    producer.beginTransaction();
    for (String value : values) {
      var unused = producer.send(new ProducerRecord<>(topic, 0, null, value));
    }
    producer.flush();
  }

  @Test
  void aborted_transactions_are_passed() throws Exception {
    String topic = TestTopics.create(1);
    try (Producer<String, String> producer = transactional();
        TestStreams streams = TestStreams.create(Durations.seconds(1))) {
      Collected<String> values = Direct.values(streams, topic, "isolation.level", "read_committed");
      streams.start();
      send(producer, topic, "a", "b");
      producer.commitTransaction();
      TestTopics.awaitStable(topic, 0);
      streams.advance(1);
      send(producer, topic, "x", "y");
      producer.abortTransaction();
      TestTopics.awaitStable(topic, 0);
      streams.advance(1);
      send(producer, topic, "c");
      producer.commitTransaction();
      TestTopics.awaitStable(topic, 0);
      streams.advance(1);

      assertThat(values.batches()).containsExactly(List.of("a", "b"), List.of(), List.of("c"));
    }
  }

  @Test
  void what_is_not_committed_waits() throws Exception {
    String topic = TestTopics.create(1);
    try (Producer<String, String> producer = transactional();
        TestStreams streams = TestStreams.create(Durations.seconds(1))) {
      Collected<String> committed =
          Direct.values(streams, topic, "isolation.level", "read_committed");
      Collected<String> all = Direct.values(streams, topic);
      streams.start();
      send(producer, topic, "a");
      streams.advance(1);
      producer.commitTransaction();
      TestTopics.awaitStable(topic, 0);
      streams.advance(1);

      assertThat(all.batches()).containsExactly(List.of("a"), List.of());
      assertThat(committed.batches()).containsExactly(List.of(), List.of("a"));
    }
  }

  @Test
  void counts_and_first_records_heed_gaps() throws Exception {
    String topic = TestTopics.create(2);
    try (Producer<String, String> producer = transactional()) {
      send(producer, topic, "x", "y");
      producer.abortTransaction();
      send(producer, topic, "a");
      producer.commitTransaction();
    }
    TestTopics.awaitStable(topic, 0);
    OffsetRange[] onlyAborted = {OffsetRange.create(topic, 0, 0, 3)};
    OffsetRange[] both = {OffsetRange.create(topic, 0, 0, 4), OffsetRange.create(topic, 1, 0, 0)};
    try (TestStreams streams = TestStreams.create(Durations.seconds(1))) {
      var aborted = dataset(streams, onlyAborted);
      assertThat(aborted.isEmpty()).isTrue();
      assertThat(aborted.count()).isZero();
      assertThat(aborted.take(5)).isEmpty();
      var some = dataset(streams, both);
      assertThat(some.isEmpty()).isFalse();
      assertThat(some.count()).isEqualTo(1);
      assertThat(some.first().value()).isEqualTo("a");
    }
  }

  private static RDD<ConsumerRecord<String, String>> dataset(
      TestStreams streams, OffsetRange... ranges) {
    return DirectStreams.createRDD(
        streams.context().rddContext(),
        TestTopics.params("isolation.level", "read_committed"),
        ranges,
        LocationStrategies.PreferConsistent());
  }

  @Test
  void what_compaction_took_away_is_passed() throws Exception {
    String topic =
        TestTopics.create(
            TestTopics.name("compacted"),
            1,
            Map.of(
                "cleanup.policy", "compact",
                "segment.ms", "100",
                "min.cleanable.dirty.ratio", "0.001",
                "max.compaction.lag.ms", "100"));
    for (int i = 0; i < 20; i++) {
      TestTopics.send(new ProducerRecord<>(topic, "key", "value " + i));
    }
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> {
              TestTopics.send(new ProducerRecord<>(topic, "other", "o"));
              return !TestTopics.committedValues(topic, 1).contains("value 3");
            });
    try (TestStreams streams = TestStreams.create(Durations.seconds(1))) {
      Collected<String> values = Direct.values(streams, topic);
      streams.start();
      streams.advance(2);

      assertThat(values.batches().get(0)).contains("value 19", "o").doesNotContain("value 3");
      assertThat(values.batches().get(1)).isEmpty();
    }
  }
}
