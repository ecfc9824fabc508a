package dev.sluice.kafka.group;

import dev.sluice.kafka.client.KafkaParams;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The settings of consumers as a receiver needs them. */
final class ReceiverParams {
  private static final String STREAM = "a Kafka stream";

  /** The settings that a receiver asks for, changes or gives another default. */
  static final List<String> SPECIAL =
      List.of(
          ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
          ConsumerConfig.GROUP_ID_CONFIG,
          ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
          ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
          ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
          ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
          ConsumerConfig.GROUP_PROTOCOL_CONFIG,
          ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
          ConsumerConfig.CLIENT_ID_CONFIG,
          ConsumerConfig.GROUP_INSTANCE_ID_CONFIG,
          ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
          ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG);

  private ReceiverParams() {}

  /**
   * Checks what a program gives and completes it.
   *
   * @throws IllegalArgumentException if a consumer could not be made of it
   */
  static KafkaParams of(Map<String, ?> given) {
    KafkaParams params = KafkaParams.of(given, STREAM);
    String unused =
        params.require(ConsumerConfig.GROUP_ID_CONFIG, "offsets are kept for a consumer group");
    RecordDecoder.check(params);
    KafkaParams complete =
        params.force(
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false,
            "offsets are committed once records are stored");
    if (!params.get(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic").equalsIgnoreCase("consumer")) {
      complete =
          complete.withDefault(
              ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
              CooperativeStickyAssignor.class.getName());
    }
    checkBy(complete);
    return complete;
  }

  /** Has Kafka look, here rather than where the receiver runs. */
  private static void checkBy(KafkaParams params) {
    try {
      Object unused =
          new ConsumerConfig(
              params
                  .with(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class)
                  .with(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class)
                  .asMap());
    } catch (KafkaException e) {
      Throwable shown = params.withoutSecrets(e);
      throw new IllegalArgumentException(
          "Cannot create %s: %s".formatted(STREAM, shown.getMessage()), shown);
    }
  }
}
