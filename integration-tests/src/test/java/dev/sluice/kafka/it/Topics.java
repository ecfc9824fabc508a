package dev.sluice.kafka.it;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;

/** Makes topics. Confined to the test's thread. */
final class Topics implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Admin admin;

  private Topics(Admin admin) {
    this.admin = admin;
  }

  static Topics at(String address) {
    return new Topics(
        Admin.create(Map.of("bootstrap.servers", address, "reconnect.backoff.max.ms", "200")));
  }

  void create(String topic, int partitions) throws Exception {
    admin
        .createTopics(List.of(new NewTopic(topic, partitions, (short) 1)))
        .all()
        .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  /** Adds partitions, so that there are so many. */
  void grow(String topic, int partitions) throws Exception {
    admin
        .createPartitions(Map.of(topic, NewPartitions.increaseTo(partitions)))
        .all()
        .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  /** Waits until the broker serves. */
  void awaitBroker() {
    await()
        .atMost(PATIENCE)
        .ignoreException(ExecutionException.class)
        .until(() -> !admin.describeCluster().nodes().get().isEmpty());
  }

  @Override
  public void close() {
    admin.close();
  }
}
