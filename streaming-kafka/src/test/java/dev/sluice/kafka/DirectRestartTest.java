package dev.sluice.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.dstream.InputDStream;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.testkit.Collected;
import dev.sluice.testkit.CrashingStorage;
import dev.sluice.testkit.TestStreams;
import dev.sluice.time.Durations;
import dev.sluice.time.Time;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A program that is started again goes on where it was. */
class DirectRestartTest {
  private final CrashingStorage storage = new CrashingStorage(1);
  private String topic;

  @BeforeEach
  void createTopic() throws Exception {
    topic = TestTopics.create(1);
  }

  private TestStreams at(int seconds) {
    StreamingConf conf = new StreamingConf().set("streaming.checkpoint.interval", "1s");
    TestStreams streams = TestStreams.create(conf, Durations.seconds(1), new Time(seconds * 1000L));
    streams.context().checkpoint(storage);
    return streams;
  }

  @Test
  void what_came_meanwhile_is_read_once() throws Exception {
    TestTopics.send(topic, 0, "a");
    try (TestStreams first = at(0)) {
      Collected<String> values = Direct.values(first, topic);
      first.start();
      first.advance(2);
      assertThat(values.records()).containsExactly("a");
    }
    TestTopics.send(topic, 0, "b");
    try (TestStreams second = at(5)) {
      Collected<String> values = Direct.values(second, topic, "auto.offset.reset", "latest");
      second.start();
      second.advance(0);
      TestTopics.send(topic, 0, "c");
      second.advance(1);
      assertThat(values.records()).containsExactly("b", "c");
    }
  }

  @Test
  void where_it_was_goes_before_given_offsets() throws Exception {
    TestTopics.send(topic, 0, "a", "b");
    for (int start = 0; start < 2; start++) {
      try (TestStreams streams = at(start)) {
        Collected<String> values =
            Direct.values(
                streams,
                ConsumerStrategies.Subscribe(
                    List.of(topic), TestTopics.params(), Map.of(new TopicPartition(topic, 0), 1L)));
        streams.start();
        streams.advance(1);
        assertThat(values.records()).isEqualTo(start == 0 ? List.of("b") : List.of());
      }
    }
  }

  @Test
  void the_first_start_settles_where_to_begin_even_if_no_batch_comes() throws Exception {
    try (TestStreams first = at(0)) {
      Direct.values(first, topic, "auto.offset.reset", "latest");
      first.start();
    }
    TestTopics.send(topic, 0, "a");
    try (TestStreams second = at(1)) {
      Collected<String> values = Direct.values(second, topic, "auto.offset.reset", "latest");
      second.start();
      second.advance(1);
      assertThat(values.records()).containsExactly("a");
    }
  }

  @Test
  void a_batch_that_runs_again_reads_the_same_offsets() throws Exception {
    TestTopics.send(topic, 0, "a", "b");
    List<OffsetRange> read = new ArrayList<>();
    try (TestStreams first = at(0)) {
      InputDStream<ConsumerRecord<String, String>> stream = Direct.stream(first, topic);
      stream.foreachRDD(
          rdd -> {
            read.addAll(List.of(OffsetRange.of(rdd)));
            throw new IllegalStateException("the output is away");
          });
      first.start();
      assertThatThrownBy(() -> first.advance(1)).hasStackTraceContaining("the output is away");
    }
    TestTopics.send(topic, 0, "c");
    try (TestStreams second = at(1)) {
      InputDStream<ConsumerRecord<String, String>> stream = Direct.stream(second, topic);
      List<List<String>> batches = new ArrayList<>();
      stream.foreachRDD(
          rdd -> {
            read.addAll(List.of(OffsetRange.of(rdd)));
            batches.add(rdd.map(ConsumerRecord::value).collect());
          });
      second.start();
      second.advance(1);
      assertThat(batches).containsExactly(List.of("a", "b"), List.of("c"));
    }
    assertThat(read)
        .containsExactly(
            OffsetRange.create(topic, 0, 0, 2),
            OffsetRange.create(topic, 0, 0, 2),
            OffsetRange.create(topic, 0, 2, 3));
  }

  @Test
  void a_window_over_the_restart_has_all_its_records() throws Exception {
    TestTopics.send(topic, 0, "a");
    for (int start = 0; start < 3; start++) {
      try (TestStreams streams = at(start)) {
        Collected<String> values =
            streams.collect(
                Direct.stream(streams, topic)
                    .map(ConsumerRecord::value)
                    .window(Durations.seconds(2)));
        streams.start();
        streams.advance(1);
        assertThat(values.records()).isEqualTo(start < 2 ? List.of("a") : List.of());
      }
    }
  }

  @Test
  void partitions_that_came_meanwhile_are_read_from_their_beginning() throws Exception {
    try (TestStreams first = at(0)) {
      Direct.values(first, topic, "auto.offset.reset", "latest");
      first.start();
      first.advance(1);
    }
    TestTopics.grow(topic, 2);
    TestTopics.send(topic, 1, "new");
    try (TestStreams second = at(1)) {
      Collected<String> values = Direct.values(second, topic, "auto.offset.reset", "latest");
      second.start();
      second.advance(1);
      assertThat(values.records()).containsExactly("new");
    }
  }
}
