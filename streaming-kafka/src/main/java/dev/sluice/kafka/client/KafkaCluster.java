package dev.sluice.kafka.client;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsResult;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.admin.TopicListing;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * What the brokers tell of topics, offsets and groups; every question has a timeout. Thread-safe:
 * the client is.
 */
public final class KafkaCluster implements AutoCloseable {
  private static final Duration GRACE = Duration.ofSeconds(5);
  private static final int REQUEST_TIMEOUT_MS = 30_000;

  /** By topic, then by number. */
  private static final Comparator<TopicPartition> PARTITION_ORDER =
      Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition);

  private final KafkaAnswers answers;
  private final Duration timeout;
  private final IsolationLevel isolation;
  private final Admin admin;

  private KafkaCluster(KafkaParams params, Duration timeout, Admin admin) {
    this.answers = new KafkaAnswers(params);
    this.timeout = timeout;
    this.isolation =
        params
                .get(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "")
                .equals(IsolationLevel.READ_COMMITTED.toString())
            ? IsolationLevel.READ_COMMITTED
            : IsolationLevel.READ_UNCOMMITTED;
    this.admin = admin;
  }

  /** A client of the brokers that settings of consumers or producers name. */
  public static KafkaCluster connect(KafkaParams params, Duration timeout) {
    return new KafkaCluster(params, timeout, Admin.create(settings(params, timeout)));
  }

  private static Map<String, Object> settings(KafkaParams params, Duration timeout) {
    Map<String, Object> settings = new HashMap<>(params.asMap());
    Set<String> foreign = new HashSet<>(ConsumerConfig.configNames());
    foreign.addAll(ProducerConfig.configNames());
    foreign.removeAll(AdminClientConfig.configNames());
    settings.keySet().removeAll(foreign);
    int timeoutMs = Math.toIntExact(timeout.toMillis());
    settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, timeoutMs);
    settings.put(
        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.min(timeoutMs, REQUEST_TIMEOUT_MS));
    return settings;
  }

  /** The partitions of a selection that are there, in order. */
  public NavigableMap<TopicPartition, PartitionPlace> describe(TopicSelection selection)
      throws IOException, InterruptedException {
    NavigableMap<TopicPartition, PartitionPlace> places = new TreeMap<>(PARTITION_ORDER);
    for (TopicDescription topic : topics(names(selection))) {
      for (TopicPartitionInfo partition : topic.partitions()) {
        places.put(
            new TopicPartition(topic.name(), partition.partition()),
            new PartitionPlace(
                topic.topicId(), Optional.ofNullable(partition.leader()).map(Node::host)));
      }
    }
    places.keySet().removeIf(partition -> !selection.includes(partition));
    return places;
  }

  private Set<String> names(TopicSelection selection) throws IOException, InterruptedException {
    Optional<Set<String>> named = selection.topics();
    if (named.isPresent()) {
      return named.get();
    }
    return answer(admin.listTopics().listings(), "list topics").stream()
        .map(TopicListing::name)
        .filter(name -> selection.includes(new TopicPartition(name, 0)))
        .collect(Collectors.toSet());
  }

  private Collection<TopicDescription> topics(Collection<String> names)
      throws IOException, InterruptedException {
    Map<String, TopicDescription> found = new HashMap<>();
    Map<String, KafkaFuture<TopicDescription>> answers =
        admin.describeTopics(names).topicNameValues();
    for (Map.Entry<String, KafkaFuture<TopicDescription>> each : answers.entrySet()) {
      try {
        found.put(each.getKey(), answer(each.getValue(), "describe the topic " + each.getKey()));
      } catch (IOException e) {
        if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
          throw e;
        }
      }
    }
    return found.values();
  }

  /** Whether there is a topic of that name. */
  public boolean hasTopic(String name) throws IOException, InterruptedException {
    return !topics(Set.of(name)).isEmpty();
  }

  /** Which offsets there are, asked for in one go. */
  public Map<TopicPartition, Bounds> bounds(Set<TopicPartition> partitions)
      throws IOException, InterruptedException {
    var first = ask(partitions, OffsetSpec.earliest(), IsolationLevel.READ_UNCOMMITTED);
    var stable = ask(partitions, OffsetSpec.latest(), isolation);
    var last =
        isolation == IsolationLevel.READ_UNCOMMITTED
            ? stable
            : ask(partitions, OffsetSpec.latest(), IsolationLevel.READ_UNCOMMITTED);
    Map<TopicPartition, Long> earliest = offsets(first);
    Map<TopicPartition, Long> latest = offsets(stable);
    Map<TopicPartition, Long> ends = offsets(last);
    Map<TopicPartition, Bounds> bounds = new HashMap<>();
    earliest.forEach(
        (partition, offset) ->
            bounds.put(
                partition,
                new Bounds(
                    offset,
                    requireNonNull(latest.get(partition)),
                    requireNonNull(ends.get(partition)))));
    return bounds;
  }

  /** The first offsets whose records are not older; -1 where there are none. */
  public Map<TopicPartition, Long> since(Set<TopicPartition> partitions, long timestampMs)
      throws IOException, InterruptedException {
    return offsets(ask(partitions, OffsetSpec.forTimestamp(timestampMs), isolation));
  }

  private KafkaFuture<Map<TopicPartition, ListOffsetsResultInfo>> ask(
      Set<TopicPartition> partitions, OffsetSpec spec, IsolationLevel level) {
    Map<TopicPartition, OffsetSpec> specs =
        partitions.stream().collect(Collectors.toMap(Function.identity(), partition -> spec));
    return admin.listOffsets(specs, new ListOffsetsOptions(level)).all();
  }

  private Map<TopicPartition, Long> offsets(
      KafkaFuture<Map<TopicPartition, ListOffsetsResultInfo>> answer)
      throws IOException, InterruptedException {
    Map<TopicPartition, Long> offsets = new HashMap<>();
    answer(answer, "get the offsets of topics")
        .forEach((partition, found) -> offsets.put(partition, found.offset()));
    return offsets;
  }

  /** What a group has committed; nothing for partitions of which it has not. */
  public Map<TopicPartition, OffsetAndMetadata> committed(String group)
      throws IOException, InterruptedException {
    return committed(group, admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
  }

  private Map<TopicPartition, OffsetAndMetadata> committed(
      String group, KafkaFuture<Map<TopicPartition, OffsetAndMetadata>> answer)
      throws IOException, InterruptedException {
    Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
    try {
      answer(answer, "get the offsets that the group " + group + " has committed")
          .forEach(
              (partition, offset) -> {
                if (offset != null) {
                  committed.put(partition, offset);
                }
              });
    } catch (IOException e) {
      if (!(e.getCause() instanceof GroupIdNotFoundException)) {
        throw e;
      }
    }
    return committed;
  }

  /** What some groups have committed of a partition; those that have not are missing. */
  public Map<String, OffsetAndMetadata> committed(Set<String> groups, TopicPartition partition)
      throws IOException, InterruptedException {
    ListConsumerGroupOffsetsSpec spec =
        new ListConsumerGroupOffsetsSpec().topicPartitions(Set.of(partition));
    ListConsumerGroupOffsetsResult result =
        admin.listConsumerGroupOffsets(
            groups.stream().collect(Collectors.toMap(Function.identity(), group -> spec)));
    Map<String, OffsetAndMetadata> committed = new HashMap<>();
    for (String group : groups) {
      committed(group, result.partitionsToOffsetAndMetadata(group))
          .forEach((ofPartition, offset) -> committed.put(group, offset));
    }
    return committed;
  }

  /** Commits offsets of a group without members. */
  public KafkaFuture<Void> commit(String group, Map<TopicPartition, OffsetAndMetadata> offsets) {
    return admin.alterConsumerGroupOffsets(group, offsets).all();
  }

  private <T> T answer(KafkaFuture<T> answer, String purpose)
      throws IOException, InterruptedException {
    return answer(answer, timeout.plus(GRACE), purpose);
  }

  /** Waits for an answer, so long at most. */
  public <T> T answer(KafkaFuture<T> answer, Duration most, String purpose)
      throws IOException, InterruptedException {
    return answers.await(answer, most, purpose);
  }

  /** Gives up what is asked. */
  @Override
  public void close() {
    admin.close(Duration.ZERO);
  }
}
