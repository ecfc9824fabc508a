package dev.sluice.kafka;

import static dev.sluice.kafka.Programs.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.function.Tuple2;
import dev.sluice.kafka.Programs.Gate;
import dev.sluice.rdd.StorageLevel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.IntegerDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

/** Programs whose receiver is a member of a group, on a real broker. */
class ReceiverStreamTest extends ReceiverTest {
  @Test
  void keys_and_values_come_as_pairs_of_text() throws Exception {
    String topic = broker.newTopic(1);
    broker.send(new ProducerRecord<>(topic, "key", "value".getBytes(StandardCharsets.UTF_8)));
    broker.send(topic, 0, "without key");
    broker.send(new ProducerRecord<>(topic, "without value", null));

    try (Programs program =
        Programs.start(
            Map.of(),
            context ->
                KafkaUtils.<String, String>createStream(
                    context, Programs.params(broker, group, Map.of()), Map.of(topic, 1)),
            Gate.OPEN)) {
      eventually(() -> program.received().size() == 3);

      assertThat(program.received())
          .containsExactly(
              new Tuple2<>("key", "value"),
              new Tuple2<>(null, "without key"),
              new Tuple2<>("without value", null));
    }
  }

  @Test
  void types_are_those_of_the_deserializers() throws Exception {
    String topic = broker.newTopic(1);
    broker.sendNumbers(topic, List.of(1, 2));

    try (Programs program =
        Programs.start(
            Map.of(),
            context ->
                KafkaUtils.createStream(
                    context,
                    String.class,
                    Integer.class,
                    StringDeserializer.class,
                    IntegerDeserializer.class,
                    Programs.params(broker, group, Map.of()),
                    Map.of(topic, 1),
                    StorageLevel.MEMORY_ONLY),
            Gate.OPEN)) {
      eventually(() -> program.received().size() == 2);

      assertThat(program.received()).containsExactly(new Tuple2<>(null, 1), new Tuple2<>(null, 2));
    }
  }

  @Test
  void a_function_sees_the_whole_record_and_leaves_out_those_it_returns_null_for()
      throws Exception {
    String topic = broker.newTopic(2);
    ProducerRecord<String, byte[]> sent = new ProducerRecord<>(topic, 1, 17L, "key", new byte[0]);
    sent.headers().add(new RecordHeader("trace", "abc".getBytes(StandardCharsets.UTF_8)));
    broker.send(new ProducerRecord<>(topic, 1, 16L, "left out", (byte[]) null));
    broker.send(sent);

    try (Programs program =
        Programs.start(
            Map.of(),
            context ->
                KafkaUtils.<String, String, String>createStream(
                    context,
                    Programs.params(broker, group, Map.of()),
                    Map.of(topic, 1),
                    ReceiverStreamTest::describe),
            Gate.OPEN)) {
      eventually(() -> !program.received().isEmpty());

      assertThat(program.received()).containsExactly("key at 1 1 17 with trace=abc");
      assertThat(program.errors()).isEmpty();
    }
  }

  private static String describe(ConsumerRecord<String, String> record) {
    if (record.value() == null) {
      return null;
    }
    return "%s at %d %d %d with trace=%s"
        .formatted(
            record.key(),
            record.partition(),
            record.offset(),
            record.timestamp(),
            new String(record.headers().lastHeader("trace").value(), StandardCharsets.UTF_8));
  }

  @Test
  void the_whole_record_can_be_kept() throws Exception {
    String topic = broker.newTopic(1);
    ProducerRecord<String, byte[]> sent =
        new ProducerRecord<>(topic, "key", "value".getBytes(StandardCharsets.UTF_8));
    sent.headers().add(new RecordHeader("trace", "abc".getBytes(StandardCharsets.UTF_8)));
    broker.send(sent);

    try (Programs program =
        Programs.start(
            Map.of(),
            context ->
                KafkaUtils.<String, String, ConsumerRecord<String, String>>createStream(
                        context,
                        Programs.params(broker, group, Map.of()),
                        Map.of(topic, 1),
                        record -> record,
                        StorageLevel.DISK_ONLY)
                    .map(ReceiverStreamTest::describe),
            Gate.OPEN)) {
      eventually(() -> !program.received().isEmpty());

      assertThat(program.received()).hasSize(1);
      assertThat(program.received().get(0).toString())
          .startsWith("key at 0 0 ")
          .endsWith("with trace=abc");
    }
  }

  @Test
  void as_many_consumers_as_the_topics_numbers_add_up_to_share_the_partitions() throws Exception {
    String first = broker.newTopic(2);
    String second = broker.newTopic(2);
    broker.sendAll(first, 2, Programs.lines("a", 20));
    broker.sendAll(second, 2, Programs.lines("b", 20));

    try (Programs program =
        Programs.start(
            Map.of(),
            context ->
                KafkaUtils.<String, String, String>createStream(
                    context,
                    Programs.params(broker, group, Map.of("client.id", "mine")),
                    Map.of(first, 2, second, 1),
                    ConsumerRecord::value),
            Gate.OPEN)) {
      eventually(() -> new HashSet<>(program.received()).size() == 40);
      eventually(() -> broker.describe(group).members().size() == 3);

      assertThat(broker.describe(group).members())
          .extracting(member -> member.clientId())
          .containsExactlyInAnyOrder("mine-0-0", "mine-0-1", "mine-0-2");
    }
  }

  @Test
  void a_stopped_program_goes_on_behind_what_it_has_received() throws Exception {
    String topic = broker.newTopic(3);
    List<String> before = Programs.lines("before", 300);
    broker.sendAll(topic, 3, before);
    try (Programs program = values(topic)) {
      eventually(() -> program.received().size() == before.size());
      program.stopGracefully();
      assertThat(broker.committed(group, topic)).isEqualTo(before.size());
    }
    List<String> after = Programs.lines("after", 30);
    broker.sendAll(topic, 3, after);

    try (Programs program = values(topic)) {
      eventually(() -> program.received().size() >= after.size());
      program.stopGracefully();

      assertEachOnce(program.received(), after);
    }
  }

  @Test
  void offsets_can_wait_for_the_outputs_of_the_batch() throws Exception {
    String topic = broker.newTopic(2);
    List<String> lines = Programs.lines("line", 1_000);
    CountDownLatch blocked = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    Gate gate =
        () -> {
          blocked.countDown();
          release.await();
        };
    broker.sendAll(topic, 2, lines.subList(0, 10));
    try (Programs program =
        values(topic, Map.of(), Map.of("streaming.receiver.ackAfter", "processed"), gate)) {
      blocked.await();
      broker.sendAll(topic, 2, lines.subList(10, lines.size()));
      assertThat(broker.committed(group, topic)).isZero();
      assertThat(program.received()).isEmpty();

      release.countDown();

      eventually(() -> broker.committed(group, topic) == lines.size());
      assertEachOnce(program.received(), lines);
    }
  }

  @Test
  void a_group_that_begins_at_the_latest_loses_nothing_of_what_came_since() throws Exception {
    String topic = broker.newTopic(1);
    Map<String, String> params = Map.of("auto.offset.reset", "latest");
    Map<String, String> processed = Map.of("streaming.receiver.ackAfter", "processed");
    CountDownLatch blocked = new CountDownLatch(1);
    Gate gate =
        () -> {
          blocked.countDown();
          new CountDownLatch(1).await();
        };
    List<String> lines = new ArrayList<>();
    try (Programs killed = values(topic, params, processed, gate)) {
      await()
          .atMost(Programs.PATIENCE)
          .until(
              () -> {
                lines.add("line" + lines.size());
                broker.send(topic, 0, lines.get(lines.size() - 1));
                return blocked.getCount() == 0;
              });
      assertThat(killed.received()).isEmpty();
    }
    long start = broker.committed(group, topic, 0);
    assertThat(start).isLessThan(lines.size());

    try (Programs program = values(topic, params, processed, Gate.OPEN)) {
      eventually(() -> program.received().size() >= lines.size() - start);

      assertThat(program.received())
          .map(Object::toString)
          .containsExactlyElementsOf(lines.subList((int) start, lines.size()));
    }
  }

  @Test
  void a_group_can_begin_a_while_ago() throws Exception {
    String topic = broker.newTopic(2);
    long anHourAgo = System.currentTimeMillis() - Duration.ofHours(1).toMillis();
    byte[] value = "old".getBytes(StandardCharsets.UTF_8);
    broker.send(new ProducerRecord<>(topic, 0, anHourAgo, "key", value));
    broker.send(new ProducerRecord<>(topic, 1, anHourAgo, "key", value));
    broker.send(topic, 0, "new");

    try (Programs program =
        values(topic, Map.of("auto.offset.reset", "by_duration:PT30M"), Map.of(), Gate.OPEN)) {
      eventually(() -> broker.committed(group, topic) == 3);

      eventually(() -> program.received().equals(List.of("new")));
    }
  }
}
