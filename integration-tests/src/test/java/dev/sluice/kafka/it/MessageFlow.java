package dev.sluice.kafka.it;

import dev.sluice.recovery.Message;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes messages 1, 2, 3 and so on to a topic at a steady rate, each once, however long the broker
 * is away. Confined to the test's thread, but for the thread that writes until {@link #end}.
 */
final class MessageFlow implements AutoCloseable {
  private static final int TICK_MS = 5;
  private static final int LONG_MS = 900_000;

  private final String topic;
  private final KafkaProducer<String, String> producer;
  private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
  private int produced;

  private MessageFlow(String topic, KafkaProducer<String, String> producer) {
    this.topic = topic;
    this.producer = producer;
  }

  static MessageFlow begin(String address, String topic, int perSecond) {
    Map<String, Object> settings =
        Map.of(
            // Else one that a new partition's leader refused can come after later ones, for ever.
            "max.in.flight.requests.per.connection",
            1,
            "bootstrap.servers",
            address,
            "key.serializer",
            StringSerializer.class,
            "value.serializer",
            StringSerializer.class,
            "linger.ms",
            5,
            "metadata.max.age.ms",
            1_000,
            "reconnect.backoff.max.ms",
            200,
            "max.block.ms",
            LONG_MS,
            "delivery.timeout.ms",
            LONG_MS);
    int perTick = Math.max(1, perSecond * TICK_MS / 1_000);
    MessageFlow flow = new MessageFlow(topic, new KafkaProducer<>(settings));
    var unused =
        flow.thread.scheduleAtFixedRate(
            () -> flow.produce(perTick), TICK_MS, TICK_MS, TimeUnit.MILLISECONDS);
    return flow;
  }

  private void produce(int messages) {
    for (int i = 0; i < messages; i++) {
      Message message = Message.of(++produced);
      var unused =
          producer.send(
              new ProducerRecord<>(topic, Integer.toString(message.id()), message.toString()),
              (metadata, exception) -> {
                if (exception != null) {
                  failure.compareAndSet(null, exception);
                }
              });
    }
  }

  /**
   * Writes no more than those that are written, and these at least; returns how many there are when
   * the broker has them all.
   */
  int end(int least) throws Exception {
    stop();
    produce(Math.max(0, least - produced));
    producer.flush();
    Exception failed = failure.get();
    if (failed != null) {
      throw failed;
    }
    return produced;
  }

  private void stop() throws InterruptedException {
    thread.shutdown();
    if (!thread.awaitTermination(LONG_MS, TimeUnit.MILLISECONDS)) {
      throw new IllegalStateException(
          "Cannot end the flow: it still writes after " + LONG_MS + " ms");
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
    producer.close(Duration.ZERO);
  }
}
