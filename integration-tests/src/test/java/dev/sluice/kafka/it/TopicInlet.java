package dev.sluice.kafka.it;

import dev.sluice.flow.Inlet;
import dev.sluice.kafka.fixtures.TextClients;
import dev.sluice.recovery.Message;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Writes to a topic, in order and without giving up. */
final class TopicInlet implements Inlet {
  private static final int LONG_MS = 900_000;

  private final String topic;
  private final KafkaProducer<String, String> producer;
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

  private TopicInlet(String topic, KafkaProducer<String, String> producer) {
    this.topic = topic;
    this.producer = producer;
  }

  static TopicInlet of(String address, String topic) {
    Map<String, Object> settings = TextClients.producer(address);
    // Else one that a new partition's leader refused can come after later ones, for ever.
    settings.put("max.in.flight.requests.per.connection", 1);
    settings.put("linger.ms", 5);
    settings.put("metadata.max.age.ms", 1_000);
    settings.put("reconnect.backoff.max.ms", 200);
    settings.put("max.block.ms", LONG_MS);
    settings.put("delivery.timeout.ms", LONG_MS);
    return new TopicInlet(topic, new KafkaProducer<>(settings));
  }

  @Override
  public void put(Message message) {
    var unused =
        producer.send(
            new ProducerRecord<>(topic, Integer.toString(message.id()), message.toString()),
            (metadata, exception) -> {
              if (exception != null) {
                failure.compareAndSet(null, exception);
              }
            });
  }

  @Override
  public void flush() throws Exception {
    producer.flush();
    Exception failed = failure.get();
    if (failed != null) {
      throw failed;
    }
  }

  @Override
  public void close() {
    producer.close(Duration.ZERO);
  }
}
