package dev.sluice.kafka.output;

import dev.sluice.dstream.BatchId;
import dev.sluice.kafka.client.KafkaCluster;
import dev.sluice.kafka.client.KafkaParams;
import dev.sluice.time.Time;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * What is written of an output: offsets committed by consumer groups of its own, whose metadata is
 * the list of batches. Immutable; each call has a client of its own.
 *
 * @param topic an existing topic, in whose name the offsets are committed
 */
record OutputMemory(KafkaParams params, OutputNames names, String topic, Duration timeout) {
  /** Where groups keep what they know: they need a partition that exists. */
  TopicPartition place() {
    return new TopicPartition(topic, 0);
  }

  /**
   * What is known of a partition of an output, whose transactions must have ended, as after they
   * were fenced.
   *
   * @throws IllegalStateException if the topic is missing, or a part of the batch was written in
   *     another number of partitions
   */
  Recalled recall(BatchId batch) throws IOException, InterruptedException {
    try (KafkaCluster cluster = KafkaCluster.connect(params, timeout)) {
      if (!cluster.hasTopic(topic)) {
        throw new IllegalStateException(
            "Cannot write %s: the brokers have no topic %s; create it".formatted(batch, topic));
      }
      String output = names.ofOutput(batch.application(), batch.output());
      Map<String, OffsetAndMetadata> known = cluster.committed(groups(batch, output), place());
      OffsetAndMetadata over = known.remove(output);
      Map<String, WrittenBatches> written = new HashMap<>();
      known.forEach((group, offset) -> written.put(group, WrittenBatches.parse(offset.metadata())));
      written.values().forEach(each -> requireSamePartitions(batch, each));
      String own = names.ofPartition(batch.application(), batch.output(), batch.partition());
      return new Recalled(
          written.getOrDefault(own, WrittenBatches.NONE),
          over == null ? Long.MIN_VALUE : over.offset());
    }
  }

  private Set<String> groups(BatchId batch, String output) {
    Set<String> groups = new HashSet<>();
    groups.add(output);
    for (int partition = 0; partition < batch.partitions(); partition++) {
      groups.add(names.ofPartition(batch.application(), batch.output(), partition));
    }
    return groups;
  }

  private static void requireSamePartitions(BatchId batch, WrittenBatches written) {
    OptionalInt partitions = written.partitionsOf(batch.time().milliseconds());
    if (partitions.isPresent() && partitions.getAsInt() != batch.partitions()) {
      throw new IllegalStateException(
          "Cannot write %s once: a part of the batch was written before, found %d partitions then, expected %d; run it with the number of threads and partitions of before"
              .formatted(batch, partitions.getAsInt(), batch.partitions()));
    }
  }

  /** Remembers that batches will not be written again. */
  void over(String application, String output, Time upTo) throws IOException, InterruptedException {
    String group = names.ofOutput(application, output);
    try (KafkaCluster cluster = KafkaCluster.connect(params, timeout)) {
      cluster.answer(
          cluster.commit(
              group, Map.of(place(), new OffsetAndMetadata(Math.max(0, upTo.milliseconds())))),
          timeout,
          "commit an offset of the group " + group);
    }
  }
}
