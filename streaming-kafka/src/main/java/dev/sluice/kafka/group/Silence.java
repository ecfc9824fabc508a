package dev.sluice.kafka.group;

import dev.sluice.kafka.client.KafkaParams;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/**
 * Reports when Kafka has not been heard of for long: a consumer tries again by itself, and says
 * nothing. Confined to the thread that polls.
 */
final class Silence {
  private static final long PATIENCE_MS = 10_000;
  private static final String DEFAULT_HEARTBEAT_MS = "3000";

  private final Optional<Metric> received;
  private final String brokers;
  private final long patienceNs;
  private final KafkaReceiver<?, ?, ?> receiver;
  private Object last = 0;
  private long since = System.nanoTime();
  private long limitNs;

  private Silence(
      Optional<Metric> received, String brokers, long patienceNs, KafkaReceiver<?, ?, ?> receiver) {
    this.received = received;
    this.brokers = brokers;
    this.patienceNs = patienceNs;
    this.receiver = receiver;
    this.limitNs = patienceNs;
  }

  /** Counts from now. */
  static Silence of(Consumer<?, ?> consumer, KafkaParams params, KafkaReceiver<?, ?, ?> receiver) {
    long heartbeatMs =
        Long.parseLong(
            params.get(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, DEFAULT_HEARTBEAT_MS));
    return new Silence(
        consumer.metrics().entrySet().stream()
            .filter(metric -> isBytesReceived(metric.getKey()))
            .<Metric>map(metric -> metric.getValue())
            .findFirst(),
        params.get(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, ""),
        TimeUnit.MILLISECONDS.toNanos(Math.max(PATIENCE_MS, 3 * heartbeatMs)),
        receiver);
  }

  private static boolean isBytesReceived(MetricName name) {
    return name.group().equals("consumer-metrics") && name.name().equals("incoming-byte-total");
  }

  /** Reports if there is nothing new for long, and again when it is twice as long. */
  void check() {
    Object now = received.map(Metric::metricValue).orElse(last);
    long quietNs = System.nanoTime() - since;
    if (!now.equals(last) || received.isEmpty()) {
      last = now;
      since = System.nanoTime();
      limitNs = patienceNs;
    } else if (quietNs > limitNs) {
      limitNs *= 2;
      receiver.report(
          "Cannot reach Kafka at %s: heard nothing for %d s, trying on"
              .formatted(brokers, TimeUnit.NANOSECONDS.toSeconds(quietNs)),
          null);
    }
  }
}
