package dev.sluice.mqtt;

import static dev.sluice.mqtt.Programs.eventually;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.broker.FreePort;
import dev.sluice.mqtt.broker.MqttBroker;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a stream makes of brokers, connections and programs that are not as they should be. */
@ExtendWith(BrokerExtension.class)
class MqttTroubleTest {
  private static final String PASSWORD = "open-sesame";

  /** Whoever is silent for half as long again is cut off: enough for a machine that is busy. */
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(2);

  private final TestBroker broker;
  private final MqttTap tap;
  private final String topic = TestBroker.newName("topic");
  private final String client = TestBroker.newName("client");

  MqttTroubleTest(TestBroker broker) throws IOException {
    this.broker = broker;
    this.tap = new MqttTap(broker.port());
  }

  @AfterEach
  void end() throws IOException {
    tap.close();
  }

  private MqttOptions options(int qos) {
    return MqttOptions.of("tcp://127.0.0.1:" + tap.port())
        .topic(topic, qos)
        .clientId(client)
        .reconnectDelay(Duration.ofMillis(50), Duration.ofMillis(200));
  }

  private void awaitSubscribed(Programs program) {
    eventually(
        () -> {
          broker.publish(topic, "probe", 2);
          return !program.received().isEmpty();
        });
  }

  private static List<Object> texts(Programs program) {
    return program.received().stream().filter(text -> !text.equals("probe")).toList();
  }

  @ParameterizedTest
  @CsvSource({"1, V3_1_1", "1, V5", "2, V3_1_1", "2, V5"})
  void a_session_that_the_broker_has_lost_is_reported_and_begun_again(int qos, MqttVersion version)
      throws Exception {
    try (Programs program = Programs.ofTexts(options(qos).version(version))) {
      awaitSubscribed(program);

      tap.cut();
      eventually(() -> !program.errors().isEmpty());
      broker.forget(client);
      tap.restore();

      eventually(
          () -> {
            broker.publish(topic, "after", qos);
            return texts(program).contains("after");
          });
      eventually(
          () ->
              program.errors().stream()
                  .anyMatch(error -> error.contains("has lost the session of \"" + client + "\"")));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void connections_that_break_lose_nothing(int qos) throws Exception {
    List<String> sent = new ArrayList<>();
    try (Programs program = Programs.ofTexts(options(qos))) {
      awaitSubscribed(program);
      for (int i = 0; i < 300; i++) {
        sent.add("line" + i);
        broker.publish(topic, "line" + i, qos);
        if (i % 100 == 50) {
          tap.cut();
          tap.restore();
        }
      }

      eventually(() -> new HashSet<>(texts(program)).size() == sent.size());
      assertThat(new HashSet<>(texts(program))).isEqualTo(new HashSet<>(sent));
    }
  }

  @ParameterizedTest
  @CsvSource({"0, V3_1_1", "1, V3_1_1", "1, V5", "2, V3_1_1", "2, V5"})
  void a_wrong_password_ends_the_receiver_with_an_error_that_does_not_show_it(
      int qos, MqttVersion version) throws Exception {
    try (MqttBroker guarded =
            MqttBroker.start(Map.of(MqttBroker.USER, "ali", MqttBroker.PASSWORD, PASSWORD));
        Programs program =
            Programs.ofTexts(
                MqttOptions.of(guarded.address())
                    .topic(topic, qos)
                    .version(version)
                    .clientId(client)
                    .credentials("ali", "wrong-" + PASSWORD))) {
      eventually(() -> program.ends().size() >= 2);

      assertThat(program.ends().get(0)).contains("Cannot receive from " + guarded.address());
      assertThat(program.ends().get(1)).contains("the broker refuses the client with the code");
      assertThat(program.ends()).noneMatch(text -> text.contains(PASSWORD));
      assertThat(program.errors()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void the_next_server_is_tried_when_one_cannot_be_reached(MqttVersion version) throws Exception {
    MqttOptions options =
        MqttOptions.of("tcp://127.0.0.1:" + FreePort.any(), "tcp://127.0.0.1:" + tap.port())
            .topic(topic, 1)
            .version(version)
            .reconnectDelay(Duration.ofMinutes(1), Duration.ofMinutes(1))
            .clientId(client);
    try (Programs program = Programs.ofTexts(options)) {
      awaitSubscribed(program);

      assertThat(program.errors()).anyMatch(error -> error.contains("Cannot receive from tcp://"));
    }
  }

  @ParameterizedTest
  @CsvSource({"1, V3_1_1", "1, V5", "2, V5"})
  void a_program_that_stands_still_keeps_its_connection_and_gets_all_messages(
      int qos, MqttVersion version) throws Exception {
    List<String> sent = IntStream.range(0, 3_000).mapToObj(i -> "line" + i).toList();
    CountDownLatch release = new CountDownLatch(1);
    MqttOptions options = options(qos).version(version).keepAlive(KEEP_ALIVE).mostBuffered(50);
    try (Programs program =
        Programs.start(
            Map.of("streaming.receiver.maxUnprocessedBytes", "16k"),
            context -> MQTTUtils.createStream(context, options, MqttMessage::text))) {
      awaitSubscribed(program);
      program.holdUntil(release);
      broker.publishAll(topic, sent.stream().map(TestBroker::bytes).toList(), qos);
      eventually(() -> tap.sent() > 100);

      await()
          .during(KEEP_ALIVE.multipliedBy(3))
          .atMost(Programs.PATIENCE)
          .until(() -> tap.connections() == 1);
      release.countDown();

      eventually(() -> new HashSet<>(texts(program)).size() == sent.size());
      assertThat(program.errors()).isEmpty();
    }
  }

  @Test
  void messages_of_qos_0_for_which_there_is_no_room_are_dropped() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    MqttOptions options = options(0).keepAlive(KEEP_ALIVE).mostBuffered(10);
    try (Programs program =
        Programs.start(
            Map.of("streaming.receiver.maxUnprocessedBytes", "16k"),
            context -> MQTTUtils.createStream(context, options, MqttMessage::text))) {
      awaitSubscribed(program);
      program.holdUntil(release);
      for (int i = 0; i < 3_000; i++) {
        broker.publish(topic, "line" + i, 0);
      }

      await()
          .during(KEEP_ALIVE.multipliedBy(3))
          .atMost(Programs.PATIENCE)
          .until(() -> tap.connections() == 1);
      release.countDown();

      eventually(() -> program.counted("messages dropped because there was no room") > 0);
      eventually(
          () -> {
            broker.publish(topic, "last", 0);
            return texts(program).contains("last");
          });
      assertThat(program.errors()).isEmpty();
    }
  }

  /**
   * This broker publishes a will of MQTT 5 only when the session ends with the connection; with
   * another it is tested in the integration tests.
   */
  @ParameterizedTest
  @CsvSource({"1, V3_1_1", "2, V3_1_1", "1, V5", "2, V5"})
  void the_will_is_published_when_the_program_is_gone_and_not_when_it_leaves(
      int qos, MqttVersion version) throws Exception {
    String willTopic = topic + "/will";
    MqttOptions kept =
        options(qos).version(version).will(MqttMessage.of(willTopic, TestBroker.bytes("gone"), 1));
    MqttOptions options = version == MqttVersion.V5 ? kept.cleanSession() : kept;
    MqttOptions watching =
        MqttOptions.of(broker.address()).topic(willTopic, 1).clientId(client + "-watch");
    try (Programs watcher = Programs.ofTexts(watching)) {
      eventually(
          () -> {
            broker.publish(willTopic, "probe");
            return !watcher.received().isEmpty();
          });
      try (Programs program = Programs.ofTexts(options)) {
        awaitSubscribed(program);
        program.stopGracefully();
      }
      assertThat(texts(watcher)).isEmpty();
      try (Programs program = Programs.ofTexts(options)) {
        awaitSubscribed(program);
        tap.cut();

        eventually(() -> texts(watcher).contains("gone"));
      }
    }
  }

  /** It may have connected for the broker, which then would publish the will. */
  @ParameterizedTest
  @EnumSource
  void a_program_that_is_stopped_before_the_broker_answers_has_left(MqttVersion version)
      throws Exception {
    CountDownLatch connects = new CountDownLatch(1);
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CompletableFuture<byte[]> said =
          CompletableFuture.supplyAsync(() -> readAll(silent, connects));
      MqttOptions options =
          MqttOptions.of("tcp://127.0.0.1:" + silent.getLocalPort())
              .topic(topic, 1)
              .version(version)
              .clientId(client)
              .will(MqttMessage.of("will", TestBroker.bytes("gone"), 1));
      try (Programs program = Programs.ofTexts(options)) {
        connects.await();
        program.stopGracefully();
      }

      assertThat(said.get(20, SECONDS)).endsWith(0xE0, 0);
    }
  }

  /** All that the first client says, which it has begun with when the latch is open. */
  private static byte[] readAll(ServerSocket server, CountDownLatch begun) {
    try (Socket socket = server.accept()) {
      ByteArrayOutputStream said = new ByteArrayOutputStream();
      said.write(socket.getInputStream().read());
      begun.countDown();
      socket.getInputStream().transferTo(said);
      return said.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void messages_that_are_identified_count_once_though_they_come_again() throws Exception {
    MqttOptions options = options(1).identifiedBy(MqttMessage::text);
    try (Programs program =
        Programs.start(
            Map.of("streaming.receiver.ackAfter", "processed"),
            context -> MQTTUtils.createStream(context, options, MqttMessage::text))) {
      awaitSubscribed(program);
      CountDownLatch release = new CountDownLatch(1);
      program.holdUntil(release);
      for (int i = 0; i < 100; i++) {
        broker.publish(topic, "line" + i);
      }
      long sent = tap.sent();
      tap.cut();
      tap.restore();
      eventually(() -> tap.sent() >= sent + 100);
      release.countDown();
      broker.publish(topic, "last");

      eventually(() -> texts(program).contains("last") && texts(program).size() >= 101);
      assertThat(texts(program)).hasSize(101).doesNotHaveDuplicates();
    }
  }

  @Test
  void messages_that_cannot_be_identified_are_stored_counted_and_reported() {
    MqttOptions options =
        options(1).identifiedBy(message -> message.userProperty("id").orElseThrow());
    try (Programs program = Programs.ofTexts(options)) {
      awaitSubscribed(program);
      broker.publish(topic, "one");
      broker.publish(topic, "one");

      eventually(() -> texts(program).equals(List.of("one", "one")));
      eventually(() -> program.counted("messages that are not identified") >= 2);
      assertThat(program.errors())
          .filteredOn(error -> !error.isEmpty())
          .singleElement()
          .asString()
          .contains("Cannot identify a message of " + topic, "NoSuchElementException");
    }
  }
}
