package dev.sluice.kafka;

import static dev.sluice.kafka.Programs.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.kafka.Programs.Gate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.common.serialization.IntegerDeserializer;
import org.junit.jupiter.api.Test;

/** What a receiver makes of records, topics and brokers that are not as they should be. */
class ReceiverTroubleTest extends ReceiverTest {
  @Test
  void a_record_that_cannot_be_deserialized_is_passed_over_and_reported() throws Exception {
    String topic = broker.newTopic(1);
    broker.sendNumbers(topic, List.of(1));
    broker.send(topic, 0, "seven");
    broker.sendNumbers(topic, List.of(2));
    broker.send(topic, 0, "eleven");

    try (Programs program =
        values(
            topic,
            Map.of("value.deserializer", IntegerDeserializer.class.getName()),
            Map.of(),
            Gate.OPEN)) {
      eventually(() -> program.received().size() == 2);
      eventually(() -> broker.committed(group, topic, 0) == 4);
      eventually(() -> !program.errors().isEmpty());

      assertThat(program.received()).map(Object::toString).containsExactly("1", "2");
      assertThat(program.errors())
          .singleElement()
          .asString()
          .contains("offset 1 of " + topic + "-0", "SerializationException")
          .doesNotContain("seven");
    }
  }

  @Test
  void a_topic_that_is_not_there_is_reported_and_received_from_once_it_is() throws Exception {
    String topic = broker.newName("later");
    try (Programs program =
        values(topic, Map.of("metadata.max.age.ms", 500), Map.of(), Gate.OPEN)) {
      eventually(() -> !program.errors().isEmpty());
      assertThat(program.errors()).singleElement().asString().contains("the topic " + topic);

      broker.topics().create(topic, 1);
      broker.send(topic, 0, "line");

      eventually(() -> program.received().equals(List.of("line")));
    }
  }

  @Test
  void a_broker_that_cannot_be_reached_is_reported_and_received_from_once_it_can()
      throws Exception {
    String topic = broker.newTopic(1);
    broker.send(topic, 0, "before");
    try (Programs program =
        values(topic, Map.of("bootstrap.servers", broker.proxiedAddress()), Map.of(), Gate.OPEN)) {
      eventually(() -> program.received().equals(List.of("before")));
      broker.proxy().cut();
      broker.send(topic, 0, "meanwhile");

      eventually(() -> !program.errors().isEmpty());
      broker.proxy().restore();

      eventually(() -> program.received().equals(List.of("before", "meanwhile")));
      assertThat(program.errors()).first().asString().contains("heard nothing for 1");
    } finally {
      broker.proxy().restore();
    }
  }

  @Test
  void records_that_were_deleted_before_they_were_received_are_reported() throws Exception {
    String topic = broker.newTopic(1);
    List<String> lines = Programs.lines("line", 30);
    broker.sendAll(topic, 1, lines.subList(0, 10));
    try (Programs program = values(topic)) {
      eventually(() -> broker.committed(group, topic, 0) == 10);
      program.stopGracefully();
    }
    broker.sendAll(topic, 1, lines.subList(10, 30));
    broker.topics().deleteBefore(topic, 0, 20);

    try (Programs program = values(topic)) {
      eventually(() -> program.received().size() == 10);
      eventually(() -> !program.errors().isEmpty());

      assertThat(program.received())
          .map(Object::toString)
          .containsExactlyElementsOf(lines.subList(20, 30));
      assertThat(program.errors())
          .singleElement()
          .asString()
          .contains("offset 10 of " + topic + "-0", "goes on at 20", "10 offsets are lost");
    }
  }

  @Test
  void a_receiver_without_room_stays_a_member_of_its_group() throws Exception {
    String topic = broker.newTopic(2);
    List<String> lines =
        Programs.lines("a line that is longer than others, with the number ", 20_000);
    CountDownLatch release = new CountDownLatch(1);
    broker.sendAll(topic, 2, lines);
    try (Programs program =
        values(
            topic,
            Map.of("max.poll.interval.ms", 5_000, "session.timeout.ms", 10_000),
            Map.of("streaming.receiver.maxUnprocessedBytes", "128k"),
            release::await)) {
      eventually(() -> broker.committed(group, topic) > 0);
      String member = onlyMember();

      await()
          .during(Duration.ofSeconds(8))
          .atMost(Programs.PATIENCE)
          .until(() -> onlyMember().equals(member));
      assertThat(broker.committed(group, topic)).isLessThan(lines.size());
      release.countDown();

      eventually(() -> program.received().size() >= lines.size());
      assertThat(onlyMember()).isEqualTo(member);
      assertEachOnce(program.received(), lines);
    }
  }

  private String onlyMember() throws Exception {
    var members = broker.describe(group).members();
    assertThat(members).hasSize(1);
    return members.iterator().next().consumerId();
  }
}
