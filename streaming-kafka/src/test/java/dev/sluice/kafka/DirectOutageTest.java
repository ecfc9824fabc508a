package dev.sluice.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.kafka.broker.KafkaBroker;
import dev.sluice.kafka.fixtures.Topics;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.testkit.Collected;
import dev.sluice.testkit.TestStreams;
import dev.sluice.time.Durations;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A broker that goes away while a direct stream reads. */
@Timeout(value = 3, unit = TimeUnit.MINUTES) // outages take their time
class DirectOutageTest {
  private KafkaBroker broker;

  @BeforeEach
  void startBroker() throws Exception {
    broker = KafkaBroker.start();
    try (Topics topics = Topics.at(broker.address())) {
      topics.create("topic", 1);
    }
  }

  @AfterEach
  void closeBroker() throws IOException {
    broker.close();
  }

  private Map<String, Object> settings() {
    return Map.of("bootstrap.servers", broker.address(), "auto.offset.reset", "earliest");
  }

  private void send(String value) throws Exception {
    try (Producer<String, String> producer =
        new KafkaProducer<>(settings(), new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>("topic", value)).get(30, TimeUnit.SECONDS);
    }
  }

  private Collected<String> values(TestStreams streams) {
    ConsumerStrategy<String, String> strategy =
        ConsumerStrategies.Subscribe(List.of("topic"), settings());
    return streams.collect(Direct.stream(streams, strategy).map(ConsumerRecord::value));
  }

  @Test
  void a_batch_waits_until_the_broker_is_back() throws Exception {
    send("before");
    StreamingConf conf = new StreamingConf().set("streaming.kafka.metadataTimeout", "2m");
    try (TestStreams streams = TestStreams.create(conf, Durations.seconds(1))) {
      Collected<String> values = values(streams);
      streams.start();
      streams.advance(1);
      broker.kill();
      FutureTask<Void> restart =
          new FutureTask<>(
              () -> {
                broker.restart();
                send("after");
                return null;
              });
      new Thread(restart, "restart").start();
      streams.advance(1);
      restart.get(2, TimeUnit.MINUTES);
      streams.advance(1);

      assertThat(values.records()).containsExactly("before", "after");
    }
  }

  @Test
  void a_broker_that_stays_away_fails_the_program() {
    StreamingConf conf = new StreamingConf().set("streaming.kafka.metadataTimeout", "10s");
    try (TestStreams streams = TestStreams.create(conf, Durations.seconds(1))) {
      values(streams);
      streams.start();
      streams.advance(1);
      broker.kill();

      assertThatThrownBy(() -> streams.advance(1))
          .hasStackTraceContaining("Cannot describe the topic topic: the brokers")
          .hasStackTraceContaining(broker.address());
    }
  }
}
