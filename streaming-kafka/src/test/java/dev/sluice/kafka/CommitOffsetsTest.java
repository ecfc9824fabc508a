package dev.sluice.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.dstream.InputDStream;
import dev.sluice.testkit.TestStreams;
import dev.sluice.time.Durations;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Offsets that a program commits to its group. */
class CommitOffsetsTest {
  private final String group = TestTopics.name("group");
  private String topic;

  @BeforeEach
  void createTopic() throws Exception {
    topic = TestTopics.create(2);
    TestTopics.send(topic, 0, "a", "b");
    TestTopics.send(topic, 1, "c");
  }

  private Map<TopicPartition, OffsetAndMetadata> committed() throws Exception {
    return TestTopics.admin()
        .listConsumerGroupOffsets(group)
        .partitionsToOffsetAndMetadata()
        .get(30, TimeUnit.SECONDS);
  }

  private InputDStream<ConsumerRecord<String, String>> committing(TestStreams streams) {
    InputDStream<ConsumerRecord<String, String>> stream =
        Direct.stream(streams, topic, "group.id", group);
    CanCommitOffsets offsets = CanCommitOffsets.of(stream);
    stream.foreachRDD(
        rdd -> {
          OffsetRange[] ranges = OffsetRange.of(rdd);
          assertThat(rdd.count()).isNotNegative();
          offsets.commitAsync(ranges);
        });
    return stream;
  }

  @Test
  void they_are_committed_with_the_next_batch() throws Exception {
    try (TestStreams streams = TestStreams.create(Durations.seconds(1))) {
      committing(streams);
      streams.start();
      streams.advance(1);
      assertThat(committed()).isEmpty();
      streams.advance(1);

      Awaitility.await()
          .atMost(Programs.PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(committed())
                      .containsEntry(new TopicPartition(topic, 0), new OffsetAndMetadata(2))
                      .containsEntry(new TopicPartition(topic, 1), new OffsetAndMetadata(1)));
    }
  }

  @Test
  void the_last_ones_are_committed_when_the_stream_stops() throws Exception {
    try (TestStreams streams = TestStreams.create(Durations.seconds(1))) {
      committing(streams);
      streams.start();
      streams.advance(1);
    }

    assertThat(committed()).hasSize(2);
  }

  @Test
  void a_program_without_checkpoints_goes_on_from_them() throws Exception {
    try (TestStreams streams = TestStreams.create(Durations.seconds(1))) {
      committing(streams);
      streams.start();
      streams.advance(1);
    }
    TestTopics.send(topic, 1, "d");
    try (TestStreams streams = TestStreams.create(Durations.seconds(1))) {
      var values = Direct.values(streams, topic, "group.id", group);
      streams.start();
      streams.advance(1);

      assertThat(values.records()).containsExactly("d");
    }
  }

  @Test
  void a_callback_is_told_the_greatest_offsets() throws Exception {
    CompletableFuture<Map<TopicPartition, OffsetAndMetadata>> told = new CompletableFuture<>();
    try (TestStreams streams = TestStreams.create(Durations.seconds(1))) {
      InputDStream<ConsumerRecord<String, String>> stream = committing(streams);
      streams.start();
      streams.advance(1);
      CanCommitOffsets.of(stream)
          .commitAsync(
              new OffsetRange[] {OffsetRange.create(topic, 0, 0, 1)},
              (offsets, failure) -> told.complete(offsets));
      streams.advance(1);

      assertThat(told.get(30, TimeUnit.SECONDS))
          .containsEntry(new TopicPartition(topic, 0), new OffsetAndMetadata(2));
    }
  }

  @Test
  void without_a_group_nothing_can_be_committed() {
    try (TestStreams streams = TestStreams.create(Durations.seconds(1))) {
      CanCommitOffsets offsets = CanCommitOffsets.of(Direct.stream(streams, topic));

      assertThatThrownBy(() -> offsets.commitAsync(new OffsetRange[0]))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("group.id");
    }
  }

  @Test
  void another_stream_has_no_offsets() {
    try (TestStreams streams = TestStreams.create(Durations.seconds(1))) {
      InputDStream<String> list = streams.input(List.of(List.of("a")));

      assertThatThrownBy(() -> CanCommitOffsets.of(list))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
