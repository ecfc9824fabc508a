package dev.sluice.kafka;

import static java.util.Objects.requireNonNull;

import dev.sluice.kafka.client.Bounds;
import dev.sluice.kafka.client.KafkaCluster;
import dev.sluice.kafka.client.KafkaParams;
import dev.sluice.kafka.client.PartitionPlace;
import java.io.IOException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Where a program that starts for the first time begins: at given offsets, at those the group has
 * committed, or as {@code auto.offset.reset} says. Immutable.
 */
record StartOffsets(KafkaParams params, Map<TopicPartition, Long> given) {
  private static final String BY_DURATION = "by_duration:";

  /** What {@code auto.offset.reset} says. */
  static String reset(KafkaParams params) {
    return params.get(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
  }

  /** The beginnings of all partitions, in order. */
  List<Planned> of(NavigableMap<TopicPartition, PartitionPlace> places, KafkaCluster cluster)
      throws IOException, InterruptedException {
    Map<TopicPartition, Long> begins = new HashMap<>(given);
    String group = params.get(ConsumerConfig.GROUP_ID_CONFIG, "");
    if (!group.isEmpty() && !begins.keySet().containsAll(places.keySet())) {
      for (Map.Entry<TopicPartition, OffsetAndMetadata> each :
          cluster.committed(group).entrySet()) {
        begins.putIfAbsent(each.getKey(), each.getValue().offset());
      }
    }
    Set<TopicPartition> unknown = new HashSet<>(places.keySet());
    unknown.removeAll(begins.keySet());
    if (!unknown.isEmpty()) {
      begins.putAll(resetOffsets(unknown, cluster));
    }
    List<Planned> beginnings = new ArrayList<>();
    places.forEach(
        (partition, place) ->
            beginnings.add(
                Planned.begin(place.topicId(), partition, requireNonNull(begins.get(partition)))));
    return beginnings;
  }

  private Map<TopicPartition, Long> resetOffsets(
      Set<TopicPartition> partitions, KafkaCluster cluster)
      throws IOException, InterruptedException {
    String reset = reset(params);
    Map<TopicPartition, Bounds> bounds = cluster.bounds(partitions);
    Map<TopicPartition, Long> offsets = new HashMap<>();
    if (reset.equals("earliest")) {
      bounds.forEach((partition, found) -> offsets.put(partition, found.earliest()));
    } else if (reset.equals("latest")) {
      bounds.forEach((partition, found) -> offsets.put(partition, found.latest()));
    } else if (reset.startsWith(BY_DURATION)) {
      long since = System.currentTimeMillis() - age(reset).toMillis();
      cluster
          .since(partitions, since)
          .forEach(
              (partition, found) ->
                  offsets.put(
                      partition,
                      found < 0 ? requireNonNull(bounds.get(partition)).latest() : found));
    } else {
      throw new IllegalStateException(
          "Cannot begin to read %s: found no offset for them and %s=%s, expected committed or given offsets, earliest, latest or by_duration:PT1H"
              .formatted(partitions, ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, reset));
    }
    return offsets;
  }

  private static Duration age(String reset) {
    try {
      return Duration.parse(reset.substring(BY_DURATION.length()));
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "Cannot begin to read: bad %s, found %s, expected a duration such as by_duration:PT1H"
              .formatted(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, reset),
          e);
    }
  }
}
