package dev.sluice.mqtt;

import static dev.sluice.mqtt.Programs.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import dev.sluice.function.Tuple2;
import dev.sluice.rdd.StorageLevel;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Programs that receive from a real broker. */
@ExtendWith(BrokerExtension.class)
class MqttStreamTest {
  private final TestBroker broker;
  private final String topic = TestBroker.newName("topic");
  private final String client = TestBroker.newName("client");

  MqttStreamTest(TestBroker broker) {
    this.broker = broker;
  }

  private MqttOptions options() {
    return MqttOptions.of(broker.address()).clientId(client);
  }

  /** Publishes until something of it arrives, then forgets what did. */
  private void awaitSubscribed(Programs program, String probed) {
    eventually(
        () -> {
          broker.publish(probed, "probe");
          return !program.received().isEmpty();
        });
  }

  private static List<Object> texts(Programs program) {
    return program.received().stream().filter(text -> !text.toString().contains("probe")).toList();
  }

  @Test
  void texts_of_a_topic_come_at_qos_1_with_a_client_named_after_the_program() {
    try (Programs program =
        Programs.start(
            Map.of("streaming.appName", topic),
            context -> MQTTUtils.createStream(context, broker.address(), topic))) {
      awaitSubscribed(program, topic);
      broker.publish(topic, "grüße");

      eventually(() -> texts(program).equals(List.of("grüße")));
      program.stopGracefully();
    }
    broker.publish(topic, "kept");
    try (Programs program =
        Programs.start(
            Map.of("streaming.appName", topic),
            context ->
                MQTTUtils.createStream(
                    context, broker.address(), topic, StorageLevel.MEMORY_ONLY, null, null))) {
      eventually(() -> texts(program).equals(List.of("kept")));
    }
  }

  @Test
  void several_topics_and_wildcards_come_with_their_topics() {
    String[] filters = {topic + "/+/a", topic + "/deep/#"};
    try (Programs program =
        Programs.start(
            Map.of(),
            context ->
                MQTTUtils.createPairedStream(
                    context, broker.address(), filters, client, null, null, false))) {
      awaitSubscribed(program, topic + "/x/a");
      broker.publish(topic + "/y/a", "1");
      broker.publish(topic + "/y/b", "not subscribed");
      broker.publish(topic + "/deep/er/still", "2");

      eventually(() -> texts(program).size() == 2);
      assertThat(texts(program))
          .containsExactlyInAnyOrder(
              new Tuple2<>(topic + "/y/a", "1"), new Tuple2<>(topic + "/deep/er/still", "2"));
    }
  }

  @Test
  void payloads_come_as_bytes() {
    try (Programs program =
        Programs.start(
            Map.of(),
            context ->
                MQTTUtils.createPairedByteArrayStream(
                        context,
                        broker.address(),
                        new String[] {topic},
                        StorageLevel.MEMORY_AND_DISK,
                        client,
                        null,
                        null,
                        false,
                        1,
                        5,
                        20,
                        5)
                    .map(pair -> pair._1() + pair._2().length))) {
      awaitSubscribed(program, topic);
      broker.publishAll(topic, List.of(new byte[300]), 1);

      eventually(() -> program.received().contains(topic + 300));
    }
  }

  @Test
  void the_properties_of_mqtt_5_come_too() {
    try (Programs program =
        Programs.of(options().topic(topic, 1).version(MqttVersion.V5), message -> message)) {
      awaitSubscribed(program, topic);
      Mqtt5Publish sent =
          TestBroker.message(topic, TestBroker.bytes("text"), 1)
              .contentType("text/plain")
              .responseTopic("answers")
              .correlationData(TestBroker.bytes("17"))
              .userProperties()
              .add("trace", "abc")
              .add("trace", "def")
              .applyUserProperties()
              .build();
      broker.publish(sent);

      eventually(() -> program.received().stream().anyMatch(MqttStreamTest::hasProperties));
      MqttMessage message =
          (MqttMessage)
              program.received().stream().filter(MqttStreamTest::hasProperties).toList().get(0);
      assertThat(message.userProperties())
          .containsExactly(new Tuple2<>("trace", "abc"), new Tuple2<>("trace", "def"));
      assertThat(message.userProperty("trace")).contains("abc");
      assertThat(message.contentType()).contains("text/plain");
      assertThat(message.responseTopic()).contains("answers");
      assertThat(message.correlationData().map(bytes -> new String(bytes, StandardCharsets.UTF_8)))
          .contains("17");
      assertThat(message.qos()).isEqualTo(1);
    }
  }

  private static boolean hasProperties(Object message) {
    return !((MqttMessage) message).userProperties().isEmpty();
  }

  @Test
  void a_message_that_cannot_be_decoded_is_left_out_and_the_first_of_a_topic_reported() {
    try (Programs program =
        Programs.of(
            options().topic(topic, 1),
            message ->
                message.text().equals("null") ? null : Integer.valueOf(message.text().strip()))) {
      eventually(
          () -> {
            broker.publish(topic, "0");
            return !program.received().isEmpty();
          });
      broker.publish(topic, "secret seven");
      broker.publish(topic, "secret eight");
      broker.publish(topic, "null");
      broker.publish(topic, "9");

      eventually(() -> program.received().contains(9));
      eventually(() -> !program.errors().isEmpty());
      assertThat(program.errors())
          .filteredOn(error -> !error.isEmpty())
          .singleElement()
          .asString()
          .contains("Left out a message of " + topic, "NumberFormatException")
          .doesNotContain("secret");
      program.stopGracefully();
    }
    broker.publish(topic, "10");
    try (Programs program = Programs.ofTexts(options().topic(topic, 1))) {
      eventually(() -> program.received().contains("10"));

      assertThat(program.received()).containsExactly("10");
    }
  }

  @ParameterizedTest
  @CsvSource({"1, V3_1_1", "1, V5", "2, V3_1_1", "2, V5"})
  void a_program_goes_on_with_what_was_sent_while_it_was_away(int qos, MqttVersion version) {
    MqttOptions options = options().topic(topic, qos).version(version);
    List<String> before = lines("before", 50);
    List<String> after = lines("after", 50);
    try (Programs program = Programs.ofTexts(options)) {
      awaitSubscribed(program, topic);
      before.forEach(text -> broker.publish(topic, text, qos));
      eventually(() -> texts(program).size() == before.size());
      program.stopGracefully();
      assertThat(texts(program)).map(Object::toString).containsExactlyElementsOf(before);
    }
    after.forEach(text -> broker.publish(topic, text, qos));

    try (Programs program = Programs.ofTexts(options)) {
      eventually(() -> texts(program).size() >= after.size());
      program.stopGracefully();

      assertThat(texts(program)).map(Object::toString).containsExactlyElementsOf(after);
    }
  }

  private static List<String> lines(String what, int n) {
    return IntStream.range(0, n).mapToObj(i -> what + i).toList();
  }

  @Test
  void members_of_a_group_share_the_messages() {
    MqttOptions options = options().topic(topic, 1).sharedGroup("readers").cleanSession();
    List<String> sent = lines("line", 100);
    try (Programs one = Programs.ofTexts(options);
        Programs other = Programs.ofTexts(options.clientId(client + "-2"))) {
      eventually(
          () -> {
            broker.publish(topic, "probe");
            return !one.received().isEmpty() && !other.received().isEmpty();
          });
      sent.forEach(text -> broker.publish(topic, text));

      eventually(() -> texts(one).size() + texts(other).size() >= sent.size());
      assertThat(texts(one)).isNotEmpty().doesNotContainAnyElementsOf(texts(other));
      assertThat(new HashSet<>(texts(other))).hasSize(sent.size() - texts(one).size());
    }
  }

  @Test
  void retained_messages_are_told_from_others() {
    String kept = topic + "/kept";
    broker.publish(TestBroker.message(kept, TestBroker.bytes("old"), 1).retain(true).build());

    try (Programs program =
        Programs.of(
            options().topic(kept, 1), message -> message.text() + " " + message.isRetained())) {
      eventually(() -> program.received().contains("old true"));
      broker.publish(kept, "new");

      eventually(() -> program.received().contains("new false"));
    }
  }

  @ParameterizedTest
  @CsvSource({"0, V3_1_1", "0, V5", "1, V3_1_1", "1, V5", "2, V3_1_1", "2, V5"})
  void messages_come_through_a_web_socket(int qos, MqttVersion version) {
    MqttOptions options =
        MqttOptions.of("ws://127.0.0.1:%d/mqtt".formatted(broker.port()))
            .clientId(client)
            .topic(topic, qos)
            .version(version);
    List<String> sent = lines("line", 200);
    try (Programs program = Programs.ofTexts(options)) {
      awaitSubscribed(program, topic);
      sent.forEach(text -> broker.publish(topic, text, qos));

      eventually(() -> texts(program).size() == sent.size());
      assertThat(texts(program)).map(Object::toString).containsExactlyElementsOf(sent);
      assertThat(program.errors()).isEmpty();
      program.stopGracefully();
    }
  }
}
