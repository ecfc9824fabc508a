package dev.sluice.kafka;

import static java.util.Objects.requireNonNull;

import dev.sluice.dstream.InputDStream;
import dev.sluice.kafka.client.Bounds;
import dev.sluice.kafka.client.KafkaCluster;
import dev.sluice.kafka.client.KafkaParams;
import dev.sluice.kafka.client.PartitionPlace;
import dev.sluice.kafka.client.TopicSelection;
import dev.sluice.rdd.RDD;
import dev.sluice.rdd.RddContext;
import dev.sluice.rdd.Source;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.streaming.StreamingContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Makes streams and datasets of ranges of offsets. */
final class DirectStreams {
  private DirectStreams() {}

  static <K, V> InputDStream<ConsumerRecord<K, V>> createDirectStream(
      StreamingContext ssc, LocationStrategy locations, ConsumerStrategy<K, V> strategy) {
    DirectSettings settings = DirectSettings.of(ssc.conf());
    PerPartitionConfig rates =
        new PerPartitionConfig() {
          @Override
          public long maxRatePerPartition(TopicPartition partition) {
            return settings.maxRate();
          }

          @Override
          public long minRatePerPartition(TopicPartition partition) {
            return settings.minRate();
          }
        };
    return createDirectStream(ssc, locations, strategy, rates);
  }

  static <K, V> InputDStream<ConsumerRecord<K, V>> createDirectStream(
      StreamingContext ssc,
      LocationStrategy locations,
      ConsumerStrategy<K, V> strategy,
      PerPartitionConfig rates) {
    return ssc.sourceStream(
        new DirectSource<>(
            strategy, locations, rates, DirectSettings.of(ssc.conf()), ssc.batchInterval()));
  }

  static <K, V> RDD<ConsumerRecord<K, V>> createRDD(
      RddContext context, Map<String, ?> params, OffsetRange[] ranges, LocationStrategy locations) {
    KafkaParams checked = KafkaParams.of(params, "a Kafka dataset");
    DirectSettings settings = DirectSettings.of(StreamingConf.empty());
    Map<TopicPartition, PartitionPlace> places = requireThere(checked, settings, ranges);
    Reading<K, V> reading = Reading.ofDataset(checked, settings);
    List<KafkaSplit<K, V>> splits = new ArrayList<>();
    for (OffsetRange range : ranges) {
      TopicPartition partition = range.topicPartition();
      Optional<String> leader =
          Optional.ofNullable(places.get(partition)).flatMap(PartitionPlace::leader);
      splits.add(new KafkaSplit<>(range, reading, locations.hosts(partition, leader)));
    }
    return context.rdd(new Source<>(splits));
  }

  private static Map<TopicPartition, PartitionPlace> requireThere(
      KafkaParams params, DirectSettings settings, OffsetRange[] ranges) {
    Set<TopicPartition> partitions =
        Stream.of(ranges).map(OffsetRange::topicPartition).collect(Collectors.toSet());
    try (KafkaCluster cluster = KafkaCluster.connect(params, settings.metadataTimeout())) {
      Map<TopicPartition, PartitionPlace> places =
          cluster.describe(new TopicSelection.Listed(partitions));
      if (!places.keySet().containsAll(partitions)) {
        throw new IllegalArgumentException(
            "Cannot read %s: found only %s, expected all".formatted(partitions, places.keySet()));
      }
      Map<TopicPartition, Bounds> bounds = cluster.bounds(partitions);
      for (OffsetRange range : ranges) {
        requireThere(range, requireNonNull(bounds.get(range.topicPartition())));
      }
      return places;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Cannot read Kafka: interrupted", e);
    }
  }

  private static void requireThere(OffsetRange range, Bounds available) {
    boolean isThere =
        range.fromOffset() >= available.earliest() && range.untilOffset() <= available.latest();
    if (!isThere && range.count() > 0) {
      throw new IllegalArgumentException(
          "Cannot read %s: it is not all there, found offsets %d until %d"
              .formatted(range, available.earliest(), available.latest()));
    }
  }
}
