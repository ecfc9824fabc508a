package dev.sluice.kafka.it;

import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/** A Kafka container whose port stays when it starts again. As thread-safe as its parent is. */
final class FixedPortKafka extends KafkaContainer {
  private static final int CONTAINER_PORT = 9092;

  FixedPortKafka(String image, int port) {
    super(DockerImageName.parse(image).asCompatibleSubstituteFor("apache/kafka"));
    addFixedExposedPort(port, CONTAINER_PORT);
    if (Containers.isLocal(image)) {
      withImagePullPolicy(name -> false);
    }
    withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");
    withEnv("KAFKA_GROUP_MIN_SESSION_TIMEOUT_MS", "1000");
    withEnv("KAFKA_SHARE_COORDINATOR_STATE_TOPIC_REPLICATION_FACTOR", "1");
    withEnv("KAFKA_SHARE_COORDINATOR_STATE_TOPIC_MIN_ISR", "1");
  }
}
