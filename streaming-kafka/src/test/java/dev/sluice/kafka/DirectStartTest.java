package dev.sluice.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.testkit.Collected;
import dev.sluice.testkit.TestStreams;
import dev.sluice.time.Durations;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where a direct stream begins that starts for the first time. */
class DirectStartTest {
  private String topic;

  @BeforeEach
  void createTopic() throws Exception {
    topic = TestTopics.create(2);
    TestTopics.send(topic, 0, "a0", "a1", "a2");
    TestTopics.send(topic, 1, "b0", "b1", "b2");
  }

  private List<String> firstBatch(ConsumerStrategy<String, String> strategy) {
    try (TestStreams streams = TestStreams.create(Durations.seconds(1))) {
      Collected<String> values = Direct.values(streams, strategy);
      streams.start();
      streams.advance(1);
      return values.records();
    }
  }

  private List<String> firstBatch(String... params) {
    return firstBatch(ConsumerStrategies.Subscribe(List.of(topic), TestTopics.params(params)));
  }

  private void commit(String group, long offset) throws Exception {
    TestTopics.admin()
        .alterConsumerGroupOffsets(
            group, Map.of(new TopicPartition(topic, 0), new OffsetAndMetadata(offset)))
        .all()
        .get(30, TimeUnit.SECONDS);
  }

  @Test
  void the_reset_says_where_if_nothing_else_does() {
    assertThat(firstBatch("auto.offset.reset", "earliest")).hasSize(6);
    assertThat(firstBatch("auto.offset.reset", "latest")).isEmpty();
    assertThat(firstBatch("auto.offset.reset", "by_duration:PT1H")).hasSize(6);
  }

  @Test
  void committed_offsets_go_before_the_reset() throws Exception {
    commit("before-reset", 2);

    assertThat(firstBatch("group.id", "before-reset")).containsExactly("a2", "b0", "b1", "b2");
    assertThat(firstBatch("group.id", "unknown")).hasSize(6);
  }

  @Test
  void given_offsets_go_before_committed_ones() throws Exception {
    commit("after-given", 2);

    assertThat(
            firstBatch(
                ConsumerStrategies.Subscribe(
                    List.of(topic),
                    TestTopics.params("group.id", "after-given", "auto.offset.reset", "latest"),
                    Map.of(new TopicPartition(topic, 0), 1L))))
        .containsExactly("a1", "a2");
  }

  @Test
  void assigned_partitions_are_the_only_ones() {
    assertThat(
            firstBatch(
                ConsumerStrategies.Assign(
                    List.of(new TopicPartition(topic, 1)), TestTopics.params())))
        .containsExactly("b0", "b1", "b2");
  }

  @Test
  void without_offset_and_reset_the_start_fails() {
    assertThatThrownBy(() -> firstBatch("auto.offset.reset", "none"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(topic + "-0")
        .hasMessageContaining("auto.offset.reset=none");
  }

  @Test
  void a_topic_that_is_missing_fails_the_start() {
    assertThatThrownBy(
            () ->
                firstBatch(
                    ConsumerStrategies.Subscribe(
                        List.of(topic, "no-such-topic"), TestTopics.params())))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Cannot read no-such-topic");
    TopicPartition third = new TopicPartition(topic, 2);
    assertThatThrownBy(
            () -> firstBatch(ConsumerStrategies.Assign(List.of(third), TestTopics.params())))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Cannot read " + third);
  }

  @Test
  void a_start_that_fails_leaves_no_thread() {
    String client = TestTopics.name("client");
    assertThatThrownBy(() -> firstBatch("auto.offset.reset", "none", "client.id", client))
        .isInstanceOf(IllegalStateException.class);

    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().contains(client));
  }

  @Test
  void offsets_and_topics_are_checked_when_they_are_given() {
    assertThatThrownBy(() -> ConsumerStrategies.Subscribe(List.of(), TestTopics.params()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () ->
                ConsumerStrategies.Subscribe(
                    List.of(topic), TestTopics.params(), Map.of(new TopicPartition(topic, 0), -1L)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("found offset -1");
  }
}
