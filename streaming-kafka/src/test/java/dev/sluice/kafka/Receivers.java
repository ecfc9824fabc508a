package dev.sluice.kafka;

import dev.sluice.kafka.group.KafkaReceiver;
import dev.sluice.rdd.StorageLevel;
import dev.sluice.receiver.Receiver;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Receivers for the contract. */
final class Receivers {
  private Receivers() {}

  static Receiver<Integer> ofNumbers(Map<String, Object> params, String topic) {
    return KafkaReceiver.<String, Integer, Integer>of(
        params, Map.of(topic, 1), ConsumerRecord::value, StorageLevel.MEMORY_AND_DISK);
  }
}
