package dev.sluice.mqtt.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.mqtt.MQTTUtils;
import dev.sluice.mqtt.MqttMessage;
import dev.sluice.mqtt.MqttOptions;
import dev.sluice.mqtt.MqttVersion;
import dev.sluice.recovery.Message;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.streaming.StreamingContext;
import dev.sluice.streaming.StreamingContextState;
import dev.sluice.testkit.receiver.TcpProxy;
import dev.sluice.time.Durations;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Mosquitto publishes for a program in whose session it goes on. */
@Tag("containers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WillInContainerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final int UNDER_WAY = 20;

  private ContainerBroker broker;

  @BeforeAll
  void startBroker() throws IOException {
    broker = ContainerBroker.begin(UNDER_WAY);
  }

  @AfterAll
  void closeBroker() {
    broker.close();
  }

  @ParameterizedTest
  @CsvSource({"1, V3_1_1", "2, V3_1_1", "1, V5", "2, V5"})
  void the_will_is_published_when_the_program_is_gone_and_not_when_it_leaves(
      int qos, MqttVersion version) throws IOException {
    String topic = "will-" + UUID.randomUUID();
    String will = topic + " is gone";
    List<String> published = new CopyOnWriteArrayList<>();
    try (BrokerClient watcher = BrokerClient.of(broker.address(), topic + "/will");
        BrokerClient sender = BrokerClient.of(broker.address(), topic);
        TcpProxy proxy = new TcpProxy(URI.create(broker.address()).getPort())) {
      watcher.receive(published::add);
      MqttOptions options =
          MqttOptions.of("tcp://127.0.0.1:" + proxy.port())
              .topic(topic, qos)
              .version(version)
              .will(MqttMessage.of(topic + "/will", will.getBytes(StandardCharsets.UTF_8), 1));
      try (StreamingContext program = connect(options, topic, sender)) {
        program.stop(true);
      }
      watcher.put(Message.of(1));
      await().atMost(PATIENCE).until(() -> !published.isEmpty());
      assertThat(published).containsExactly(Message.of(1).toString());
      try (StreamingContext program = connect(options, topic, sender)) {
        assertThat(program.getState()).isEqualTo(StreamingContextState.ACTIVE);
        proxy.cut();

        await().atMost(PATIENCE).until(() -> published.contains(will));
      }
    }
  }

  /** A program that has subscribed: something has come. */
  private static StreamingContext connect(MqttOptions options, String name, BrokerClient sender) {
    List<String> received = new CopyOnWriteArrayList<>();
    StreamingContext program =
        new StreamingContext(
            new StreamingConf().setMaster("local[2]").setAppName(name),
            Durations.milliseconds(100));
    MQTTUtils.createStream(program, options, MqttMessage::text)
        .foreachRDD(rdd -> received.addAll(rdd.collect()));
    program.start();
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              sender.put(Message.of(1));
              return !received.isEmpty();
            });
    return program;
  }
}
