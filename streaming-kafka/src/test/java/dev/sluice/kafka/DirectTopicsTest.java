package dev.sluice.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.streaming.StreamingConf;
import dev.sluice.testkit.Collected;
import dev.sluice.testkit.TestStreams;
import dev.sluice.time.Durations;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** Topics that change while a direct stream reads them. */
class DirectTopicsTest {
  private static TestStreams streams(String outOfRange) {
    StreamingConf conf = new StreamingConf().set("streaming.kafka.outOfRange", outOfRange);
    return TestStreams.create(conf, Durations.seconds(1));
  }

  @Test
  void a_new_partition_is_read_from_its_beginning() throws Exception {
    String topic = TestTopics.create(1);
    try (TestStreams streams = streams("fail")) {
      Collected<String> values = Direct.values(streams, topic, "auto.offset.reset", "latest");
      streams.start();
      streams.advance(1);
      TestTopics.grow(topic, 3);
      TestTopics.send(topic, 0, "old");
      TestTopics.send(topic, 2, "new");
      streams.advance(1);

      assertThat(values.records()).containsExactly("old", "new");
    }
  }

  @Test
  void a_new_topic_that_matches_is_read_from_its_beginning() throws Exception {
    String name = TestTopics.name("matched");
    TestTopics.create(name + "-a", 1, Map.of());
    TestTopics.send(name + "-a", 0, "before");
    try (TestStreams streams = streams("fail")) {
      Collected<String> values =
          Direct.values(
              streams,
              ConsumerStrategies.SubscribePattern(
                  Pattern.compile(name + "-."), TestTopics.params("auto.offset.reset", "latest")));
      streams.start();
      streams.advance(1);
      TestTopics.create(name + "-b", 1, Map.of());
      TestTopics.create(name + "-not", 1, Map.of());
      TestTopics.send(name + "-b", 0, "b");
      TestTopics.send(name + "-not", 0, "not");
      TestTopics.send(name + "-a", 0, "a");
      streams.advance(1);

      assertThat(values.batches()).containsExactly(List.of(), List.of("a", "b"));
    }
  }

  @Test
  void a_topic_that_vanishes_fails_the_program() throws Exception {
    String name = TestTopics.name("vanishing");
    TestTopics.create(name + "-a", 1, Map.of());
    TestTopics.create(name + "-b", 1, Map.of());
    try (TestStreams streams = streams("fail")) {
      Direct.values(
          streams,
          ConsumerStrategies.SubscribePattern(Pattern.compile(name + ".*"), TestTopics.params()));
      streams.start();
      streams.advance(1);
      TestTopics.delete(name + "-b");

      assertThatThrownBy(() -> streams.advance(1))
          .hasStackTraceContaining("Cannot read [" + name + "-b-0] any more");
    }
  }

  @Test
  void a_topic_that_vanishes_is_skipped_if_the_program_wants_that() throws Exception {
    String name = TestTopics.name("skipped");
    TestTopics.create(name + "-a", 1, Map.of());
    TestTopics.create(name + "-b", 1, Map.of());
    try (TestStreams streams = streams("skip")) {
      Collected<String> values =
          Direct.values(
              streams,
              ConsumerStrategies.SubscribePattern(
                  Pattern.compile(name + ".*"), TestTopics.params()));
      streams.start();
      streams.advance(1);
      TestTopics.delete(name + "-b");
      TestTopics.send(name + "-a", 0, "a");
      streams.advance(1);

      assertThat(values.records()).containsExactly("a");
    }
  }

  @Test
  void a_topic_that_was_created_anew_fails_the_program() throws Exception {
    String topic = TestTopics.create(1);
    TestTopics.send(topic, 0, "old");
    try (TestStreams streams = streams("fail")) {
      Direct.values(streams, topic);
      streams.start();
      streams.advance(1);
      recreate(topic);

      assertThatThrownBy(() -> streams.advance(1))
          .hasStackTraceContaining("the topic was deleted and created again")
          .hasStackTraceContaining(topic + "-0 from offset 1");
    }
  }

  @Test
  void a_topic_that_was_created_anew_is_read_from_its_beginning_if_the_program_wants_that()
      throws Exception {
    String topic = TestTopics.create(1);
    TestTopics.send(topic, 0, "old");
    try (TestStreams streams = streams("skip")) {
      Collected<String> values = Direct.values(streams, topic);
      streams.start();
      streams.advance(1);
      recreate(topic);
      streams.advance(1);

      assertThat(values.records()).containsExactly("old", "new 1", "new 2", "new 3");
    }
  }

  private static void recreate(String topic) throws Exception {
    TestTopics.delete(topic);
    TestTopics.create(topic, 1, Map.of());
    try (var producer = TestTopics.producer(Map.of())) {
      for (String value : List.of("new 1", "new 2", "new 3")) {
        producer.send(new ProducerRecord<>(topic, value)).get();
      }
    }
  }
}
