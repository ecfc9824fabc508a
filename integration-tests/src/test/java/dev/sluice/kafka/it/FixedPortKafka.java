package dev.sluice.kafka.it;

import dev.sluice.containers.Containers;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/** A Kafka container whose port stays when it starts again. As thread-safe as its parent is. */
final class FixedPortKafka extends KafkaContainer {
  private static final int CONTAINER_PORT = 9092;
  private static final int PROXIED_PORT = 19_092;

  FixedPortKafka(String image, int port) {
    super(DockerImageName.parse(image).asCompatibleSubstituteFor("apache/kafka"));
    addFixedExposedPort(port, CONTAINER_PORT);
    withImagePullPolicy(Containers.pullPolicy(image));
    withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");
    withEnv("KAFKA_GROUP_MIN_SESSION_TIMEOUT_MS", "1000");
    withEnv("KAFKA_SHARE_COORDINATOR_STATE_TOPIC_REPLICATION_FACTOR", "1");
    withEnv("KAFKA_SHARE_COORDINATOR_STATE_TOPIC_MIN_ISR", "1");
  }

  /** The same with another port, which clients are told to reach by that of a proxy. */
  FixedPortKafka behind(int proxyPort, int port) {
    addFixedExposedPort(port, PROXIED_PORT);
    withListener("0.0.0.0:" + PROXIED_PORT, () -> "127.0.0.1:" + proxyPort);
    return this;
  }
}
