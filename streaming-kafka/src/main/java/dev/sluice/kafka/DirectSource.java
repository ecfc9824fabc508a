package dev.sluice.kafka;

import dev.sluice.dstream.Guarantee;
import dev.sluice.dstream.InputSource;
import dev.sluice.io.Bytes;
import dev.sluice.kafka.client.KafkaCluster;
import dev.sluice.kafka.client.PartitionPlace;
import dev.sluice.ledger.BatchInput;
import dev.sluice.rdd.RDD;
import dev.sluice.rdd.RddContext;
import dev.sluice.rdd.Source;
import dev.sluice.time.Time;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives each batch a range of offsets of every partition. The ledger gets the ranges, so that a
 * batch that runs again reads the same records. Confined to the driver thread, but for {@link
 * #read}, which only looks at what is volatile or never changes, and for commits, whose queue is
 * thread-safe.
 */
final class DirectSource<K, V> implements InputSource<ConsumerRecord<K, V>>, CanCommitOffsets {
  private static final Logger LOG = LoggerFactory.getLogger(DirectSource.class);
  private static final Duration LAST_COMMIT_TIMEOUT = Duration.ofSeconds(5);

  private final ConsumerStrategy<K, V> strategy;
  private final LocationStrategy locations;
  private final DirectSettings settings;
  private final Duration batchInterval;
  private final RangeChoice choice;
  private final Reading<K, V> reading;
  private final CommitQueue commits = new CommitQueue();
  private List<Planned> latest = List.of();
  private List<String> knownProblems = List.of();
  private long recordsPerSecond;
  private volatile Map<TopicPartition, PartitionPlace> places = Map.of();
  private @Nullable KafkaCluster cluster;

  DirectSource(
      ConsumerStrategy<K, V> strategy,
      LocationStrategy locations,
      PerPartitionConfig rates,
      DirectSettings settings,
      Duration batchInterval) {
    this.strategy = strategy;
    this.locations = locations;
    this.settings = settings;
    this.batchInterval = batchInterval;
    this.choice =
        new RangeChoice(
            settings.outOfRange(),
            StartOffsets.reset(strategy.params()).equals("latest"),
            strategy.offsets(),
            new RateShares(rates, batchInterval));
    this.reading = strategy.reading(settings);
    this.recordsPerSecond = settings.firstRate();
  }

  @Override
  public String name() {
    return "Kafka direct stream";
  }

  @Override
  public Guarantee guarantee() {
    return Guarantee.REPLAYABLE;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if a topic or partition is missing, or there is no offset to
   *     begin with
   */
  @Override
  public Bytes start(Time zero) throws IOException, InterruptedException {
    KafkaCluster connected = connect();
    try {
      NavigableMap<TopicPartition, PartitionPlace> found = connected.describe(strategy.topics());
      requireSelected(found);
      latest = new StartOffsets(strategy.params(), strategy.offsets()).of(found, connected);
      return Planned.encode(latest);
    } catch (IOException | InterruptedException | RuntimeException e) {
      stop();
      throw e;
    }
  }

  @Override
  public void resume(Bytes origin, NavigableMap<Time, BatchInput> recent) {
    latest = Planned.decode(recent.isEmpty() ? origin : recent.lastEntry().getValue().descriptor());
    var unused = connect();
  }

  private KafkaCluster connect() {
    KafkaCluster connected = KafkaCluster.connect(strategy.params(), settings.metadataTimeout());
    cluster = connected;
    return connected;
  }

  private KafkaCluster connected() {
    if (cluster == null) {
      throw new IllegalStateException(
          "Cannot choose offsets of a Kafka direct stream: it was not started or is stopped");
    }
    return cluster;
  }

  @Override
  public Duration remember() {
    return batchInterval;
  }

  @Override
  public void limit(long newRecordsPerSecond) {
    recordsPerSecond = newRecordsPerSecond;
  }

  @Override
  public BatchInput plan(Time batch, int streamId) throws IOException, InterruptedException {
    KafkaCluster connected = connected();
    group()
        .ifPresent(
            group -> {
              var unused = commits.send(connected, group);
            });
    NavigableMap<TopicPartition, PartitionPlace> found = connected.describe(strategy.topics());
    requireSelected(found);
    List<String> problems = new ArrayList<>(vanished(found));
    RangeChoice.Choice chosen =
        choice.choose(latest, found, connected.bounds(found.keySet()), recordsPerSecond);
    problems.addAll(chosen.problems());
    problems.addAll(commits.takeFailures());
    warnIfNew(problems);
    places = Map.copyOf(found);
    latest = chosen.ranges();
    return BatchDescription.of(streamId, latest, problems);
  }

  private void requireSelected(Map<TopicPartition, PartitionPlace> found) {
    List<String> missing = strategy.topics().missing(found.keySet());
    if (!missing.isEmpty()) {
      throw new IllegalStateException(
          "Cannot read %s: the brokers do not have it, expected it to be created"
              .formatted(String.join(", ", missing)));
    }
  }

  /** What a program does not select any more is forgotten, what it selects must not vanish. */
  private List<String> vanished(Map<TopicPartition, PartitionPlace> found) {
    List<TopicPartition> vanished =
        latest.stream()
            .map(Planned::partition)
            .filter(partition -> strategy.topics().includes(partition))
            .filter(partition -> !found.containsKey(partition))
            .toList();
    if (vanished.isEmpty()) {
      return List.of();
    }
    String problem =
        "Cannot read %s any more: the brokers do not have them, expected those that the batch before read"
            .formatted(vanished);
    if (settings.outOfRange() == OutOfRange.FAIL) {
      throw new RecordsLostException(
          "%s; with %s=reset or skip the stream goes on without"
              .formatted(problem, KafkaKeys.OUT_OF_RANGE.name()));
    }
    return List.of(problem);
  }

  private void warnIfNew(List<String> problems) {
    if (!problems.equals(knownProblems)) {
      problems.forEach(LOG::warn);
    }
    knownProblems = List.copyOf(problems);
  }

  @Override
  public RDD<ConsumerRecord<K, V>> read(RddContext context, Time batch, BatchInput input) {
    Map<TopicPartition, PartitionPlace> known = places;
    List<KafkaSplit<K, V>> splits = new ArrayList<>();
    for (Planned planned : Planned.decode(input.descriptor())) {
      if (!planned.isEmpty()) {
        Optional<String> leader =
            Optional.ofNullable(known.get(planned.partition())).flatMap(PartitionPlace::leader);
        splits.add(
            new KafkaSplit<>(
                planned.range(), reading, locations.hosts(planned.partition(), leader)));
      }
    }
    return context.rdd(new Source<>(splits));
  }

  @Override
  public void commitAsync(OffsetRange[] ranges) {
    requireGroup();
    commits.add(ranges, null);
  }

  @Override
  public void commitAsync(OffsetRange[] ranges, OffsetCommitCallback callback) {
    requireGroup();
    commits.add(ranges, callback);
  }

  private void requireGroup() {
    if (group().isEmpty()) {
      throw new IllegalStateException(
          "Cannot commit offsets: the stream has no group, found no %s, expected one"
              .formatted(ConsumerConfig.GROUP_ID_CONFIG));
    }
  }

  private Optional<String> group() {
    return Optional.of(strategy.params().get(ConsumerConfig.GROUP_ID_CONFIG, ""))
        .filter(group -> !group.isEmpty());
  }

  @Override
  public void stop() {
    KafkaCluster connected = cluster;
    cluster = null;
    RangeRecords.CONSUMERS.stop(reading.owner());
    if (connected != null) {
      try (connected) {
        group().ifPresent(group -> commitLast(connected, group));
      }
    }
  }

  private void commitLast(KafkaCluster connected, String group) {
    try {
      connected.answer(
          commits.send(connected, group),
          LAST_COMMIT_TIMEOUT,
          "commit the last offsets of the group " + group);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
