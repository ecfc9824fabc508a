package dev.sluice.kafka;

import dev.sluice.dstream.InputDStream;
import dev.sluice.dstream.PairDStream;
import dev.sluice.function.Function;
import dev.sluice.function.Tuple2;
import dev.sluice.kafka.group.KafkaReceiver;
import dev.sluice.rdd.RDD;
import dev.sluice.rdd.RddContext;
import dev.sluice.rdd.StorageLevel;
import dev.sluice.streaming.StreamingContext;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Streams from Kafka.
 *
 * <p>A stream of {@code createStream} has a receiver that joins a consumer group. Its settings are
 * those of Kafka's consumer; {@code bootstrap.servers} and {@code group.id} must be there. {@code
 * key.deserializer} and {@code value.deserializer}, classes or their names, make the keys and
 * values; without, these are texts. Of each topic a number of consumers is given: the receiver has
 * as many as these numbers add up to, with a thread each, and all of them read all topics, as the
 * group spreads them. Several such streams with one group, united, share the partitions as well and
 * may run on several machines.
 *
 * <p>An offset is committed once its record is stored, or its batch done, as {@code
 * streaming.receiver.ackAfter} says; {@link dev.sluice.receiver.ReliableReceiver} has the details.
 * A record that cannot be deserialized is left out, counted and the first of a partition reported.
 *
 * <p>A stream of {@code createDirectStream} has none: each batch reads a range of offsets of every
 * partition, which the ledger keeps, so that each record counts once. {@link KafkaOutput} writes to
 * Kafka so.
 */
public final class KafkaUtils {
  private static final StorageLevel LEVEL = StorageLevel.MEMORY_AND_DISK_SER_2;
  private static final String NO_ZOOKEEPER =
      "Cannot create a Kafka stream: consumers do not know ZooKeeper any more, found the quorum"
          + " \"%s\", expected createStream(context, Map.of(\"bootstrap.servers\", \"host:9092\","
          + " \"group.id\", \"%s\"), topics)";

  private KafkaUtils() {}

  /**
   * Keys and values from topics, kept in memory and on disk as bytes, in two copies.
   *
   * @param params of the consumers
   * @param consumers how many consumers for each topic
   * @throws IllegalArgumentException if there are no topics, or no consumer can be made of this
   */
  public static <K, V> PairDStream<K, V> createStream(
      StreamingContext context, Map<String, ?> params, Map<String, Integer> consumers) {
    return createStream(context, params, consumers, LEVEL);
  }

  /** As {@link #createStream(StreamingContext, Map, Map)}, kept at the level. */
  public static <K, V> PairDStream<K, V> createStream(
      StreamingContext context,
      Map<String, ?> params,
      Map<String, Integer> consumers,
      StorageLevel level) {
    return PairDStream.of(
        KafkaUtils.<K, V, Tuple2<K, V>>createStream(
            context,
            params,
            consumers,
            record -> new Tuple2<>(record.key(), record.value()),
            level));
  }

  /**
   * What a function makes of the records, which have headers, partition, offset and timestamp, too;
   * kept in memory and on disk as bytes, in two copies.
   *
   * @param function called where the receiver runs; a record is left out on which it fails or for
   *     which it returns null
   */
  public static <K, V, T> InputDStream<T> createStream(
      StreamingContext context,
      Map<String, ?> params,
      Map<String, Integer> consumers,
      Function<ConsumerRecord<K, V>, T> function) {
    return createStream(context, params, consumers, function, LEVEL);
  }

  /** As {@link #createStream(StreamingContext, Map, Map, Function)}, kept at the level. */
  public static <K, V, T> InputDStream<T> createStream(
      StreamingContext context,
      Map<String, ?> params,
      Map<String, Integer> consumers,
      Function<ConsumerRecord<K, V>, T> function,
      StorageLevel level) {
    return context.receiverStream(
        "Kafka stream", KafkaReceiver.of(params, consumers, function, level));
  }

  /**
   * Keys and values of these types.
   *
   * @param keys the keys' type
   * @param values the values' type
   * @param keyDeserializer makes keys; goes before {@code key.deserializer}
   * @param valueDeserializer makes values; goes before {@code value.deserializer}
   */
  public static <K, V> PairDStream<K, V> createStream(
      StreamingContext context,
      Class<K> keys,
      Class<V> values,
      Class<? extends Deserializer<? extends K>> keyDeserializer,
      Class<? extends Deserializer<? extends V>> valueDeserializer,
      Map<String, ?> params,
      Map<String, Integer> consumers,
      StorageLevel level) {
    Map<String, Object> typed = new TreeMap<>(params);
    typed.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, keyDeserializer);
    typed.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, valueDeserializer);
    return createStream(context, typed, consumers, level);
  }

  /**
   * Texts from topics, as long as consumers knew ZooKeeper.
   *
   * @throws IllegalArgumentException always, saying what to call now
   * @deprecated call {@link #createStream(StreamingContext, Map, Map)}
   */
  @Deprecated(since = "0.1.0")
  public static PairDStream<String, String> createStream(
      StreamingContext context, String zkQuorum, String groupId, Map<String, Integer> consumers) {
    throw new IllegalArgumentException(NO_ZOOKEEPER.formatted(zkQuorum, groupId));
  }

  /**
   * Texts from topics, as long as consumers knew ZooKeeper.
   *
   * @throws IllegalArgumentException always, saying what to call now
   * @deprecated call {@link #createStream(StreamingContext, Map, Map, StorageLevel)}
   */
  @Deprecated(since = "0.1.0")
  public static PairDStream<String, String> createStream(
      StreamingContext context,
      String zkQuorum,
      String groupId,
      Map<String, Integer> consumers,
      StorageLevel level) {
    return createStream(context, zkQuorum, groupId, consumers);
  }

  /**
   * The records of topics, read without receiver: each batch has a range of offsets of every
   * partition, which is read again if the batch runs again. {@link OffsetRange#of} and {@link
   * CanCommitOffsets#of} tell and commit offsets.
   *
   * @param locations where tasks should run
   * @param strategy what is read, how, and from where on
   */
  public static <K, V> InputDStream<ConsumerRecord<K, V>> createDirectStream(
      StreamingContext context, LocationStrategy locations, ConsumerStrategy<K, V> strategy) {
    return DirectStreams.createDirectStream(context, locations, strategy);
  }

  /**
   * As {@link #createDirectStream(StreamingContext, LocationStrategy, ConsumerStrategy)}.
   *
   * @param rates how much is taken of each partition, in the place of {@code
   *     streaming.kafka.maxRatePerPartition} and {@code minRatePerPartition}
   */
  public static <K, V> InputDStream<ConsumerRecord<K, V>> createDirectStream(
      StreamingContext context,
      LocationStrategy locations,
      ConsumerStrategy<K, V> strategy,
      PerPartitionConfig rates) {
    return DirectStreams.createDirectStream(context, locations, strategy, rates);
  }

  /**
   * The records of ranges of offsets, a partition for each.
   *
   * @param params as for {@link ConsumerStrategies}
   * @param locations where tasks should run
   * @throws IllegalArgumentException if not all of the offsets are there now
   * @throws java.io.UncheckedIOException if the brokers do not answer
   */
  public static <K, V> RDD<ConsumerRecord<K, V>> createRDD(
      RddContext context, Map<String, ?> params, OffsetRange[] ranges, LocationStrategy locations) {
    return DirectStreams.createRDD(context, params, ranges, locations);
  }
}
