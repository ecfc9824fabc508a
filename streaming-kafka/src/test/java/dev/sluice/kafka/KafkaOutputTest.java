package dev.sluice.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.dstream.BatchId;
import dev.sluice.dstream.OutputTransaction;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.testkit.CrashingStorage;
import dev.sluice.testkit.TestStreams;
import dev.sluice.testkit.output.FailingOutput;
import dev.sluice.time.Durations;
import dev.sluice.time.Time;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is written to Kafka is there once for those who read what is committed. */
class KafkaOutputTest {
  private static final BatchId BATCH = new BatchId("app", "out", new Time(1000), 0, 2);

  private final String prefix = TestTopics.name("output");
  private final List<KafkaOutput<String>> opened = new CopyOnWriteArrayList<>();
  private String topic;

  @BeforeEach
  void createTopic() throws Exception {
    topic = TestTopics.create(1);
  }

  private KafkaOutput<String> output() {
    String target = topic;
    KafkaOutput<String> output =
        KafkaOutput.<String>transactional(
                TestTopics.params("client.id", prefix),
                target,
                word -> new ProducerRecord<>(target, word))
            .withIdPrefix(prefix);
    opened.add(output);
    return output;
  }

  @AfterEach
  void stopOutputs() {
    opened.forEach(KafkaOutput::stop);
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().endsWith(prefix));
  }

  private List<String> written() throws Exception {
    TestTopics.awaitEnded();
    return TestTopics.committedValues(topic, 1);
  }

  @Test
  void a_task_that_is_tried_again_writes_once() throws Exception {
    for (FailingOutput.Moment moment : FailingOutput.Moment.values()) {
      topic = TestTopics.create(1);
      FailingOutput<String> failing = FailingOutput.of(output(), moment, 1);
      StreamingConf conf = new StreamingConf().setMaster("local[2,3]");
      try (TestStreams streams = TestStreams.create(conf, Durations.seconds(1))) {
        streams.input(List.of(List.of("a", "b"), List.of("c"))).saveTo("words " + moment, failing);
        streams.start();
        streams.advance(2);
      }

      assertThat(failing.hasRecovered()).isTrue();
      assertThat(written()).containsExactlyInAnyOrder("a", "b", "c");
    }
  }

  @Test
  void from_kafka_to_kafka_a_batch_that_runs_again_after_a_crash_is_there_once() throws Exception {
    String source = TestTopics.create(2);
    TestTopics.send(source, 0, "a", "b");
    TestTopics.send(source, 1, "c");
    CrashingStorage storage = new CrashingStorage(1);
    for (int start = 0; start < 2; start++) {
      try (TestStreams streams =
          TestStreams.create(new StreamingConf(), Durations.seconds(1), new Time(start * 1000L))) {
        streams.context().checkpoint(storage);
        Direct.stream(streams, source)
            .map(ConsumerRecord::value)
            .saveTo(
                "copy", FailingOutput.of(output(), FailingOutput.Moment.AFTER_COMMIT, 1 - start));
        streams.start();
        if (start == 0) {
          assertThatThrownBy(() -> streams.advance(1)).hasStackTraceContaining("is away");
          TestTopics.send(source, 0, "d");
        } else {
          streams.advance(1);
        }
      }
    }

    assertThat(written()).containsExactlyInAnyOrder("a", "b", "c", "d");
  }

  @Test
  void a_stopped_program_leaves_no_producer() throws Exception {
    KafkaOutput<String> output = output();
    try (TestStreams streams = TestStreams.create(Durations.seconds(1))) {
      streams.input(List.of(List.of("a", "b"), List.of("c", "d"))).saveTo("words", output);
      streams.start();
      streams.advance(2);
      assertThat(producers()).hasSize(2);
    }

    assertThat(producers()).isEmpty();
    assertThat(written()).containsExactlyInAnyOrder("a", "b", "c", "d");
  }

  private List<String> producers() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("kafka-producer") && name.endsWith(prefix))
        .toList();
  }

  @Test
  void a_kept_producer_knows_what_it_wrote_and_what_is_over() throws Exception {
    KafkaOutput<String> output = output();
    for (int second = 1; second <= 300; second++) {
      write(output, new BatchId("app", "out", new Time(second * 1000L), 0, 1));
      if (second == 200) {
        output.forget("app", "out", new Time(100_000));
      }
    }
    for (int second : new int[] {101, 200, 300}) {
      try (OutputTransaction<String> transaction =
          output.begin(new BatchId("app", "out", new Time(second * 1000L), 0, 1))) {
        assertThat(transaction.isCommitted()).isTrue();
      }
    }
    assertThat(written()).hasSize(300);
  }

  private static void write(KafkaOutput<String> output, BatchId batch) throws Exception {
    try (OutputTransaction<String> transaction = output.begin(batch)) {
      transaction.write("batch " + batch.time());
      transaction.commit();
    }
  }

  @Test
  void a_zombie_is_fenced() throws Exception {
    try (OutputTransaction<String> zombie = output().begin(BATCH)) {
      zombie.write("zombie");
      try (OutputTransaction<String> successor = output().begin(BATCH)) {
        assertThat(successor.isCommitted()).isFalse();
        successor.write("successor");
        assertThatThrownBy(
                () -> {
                  zombie.write("zombie again");
                  zombie.commit();
                })
            .satisfiesAnyOf(
                failure -> assertThat(failure).isInstanceOf(KafkaException.class),
                failure -> assertThat(failure).hasCauseInstanceOf(KafkaException.class));
        successor.commit();
      }
    }

    assertThat(written()).containsExactly("successor");
  }

  @Test
  void a_batch_in_another_number_of_partitions_is_refused() throws Exception {
    try (OutputTransaction<String> transaction = output().begin(BATCH)) {
      transaction.write("a");
      transaction.commit();
    }

    assertThatThrownBy(() -> output().begin(new BatchId("app", "out", new Time(1000), 2, 3)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("found 2 partitions then, expected 3");
  }

  @Test
  void a_topic_that_is_missing_is_refused() {
    KafkaOutput<String> output =
        KafkaOutput.transactional(
            TestTopics.params(), "no-such-topic", word -> new ProducerRecord<>("t", word));

    assertThatThrownBy(() -> output.begin(BATCH))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no topic no-such-topic");
  }

  @Test
  void settings_are_checked_when_they_are_given() {
    assertThatThrownBy(
            () ->
                KafkaOutput.<String>transactional(
                    Map.of(), topic, word -> new ProducerRecord<>("t", word)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("bootstrap.servers");
    assertThatThrownBy(() -> output().withIdPrefix(" "))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
