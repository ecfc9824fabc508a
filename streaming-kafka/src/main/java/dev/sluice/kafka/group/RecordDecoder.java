package dev.sluice.kafka.group;

import dev.sluice.function.Function;
import dev.sluice.kafka.client.Headers;
import dev.sluice.kafka.client.KafkaParams;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Makes a stream's records of the bytes that a consumer reads. A consumer that deserialized by
 * itself would stop before a record that it cannot read. Confined to one thread.
 */
final class RecordDecoder<K, V, T> implements AutoCloseable {
  private final Deserializer<K> keys;
  private final Deserializer<V> values;
  private final Function<ConsumerRecord<K, V>, T> mapping;

  private RecordDecoder(
      Deserializer<K> keys, Deserializer<V> values, Function<ConsumerRecord<K, V>, T> mapping) {
    this.keys = keys;
    this.values = values;
    this.mapping = mapping;
  }

  /** Makes the deserializers that the settings name, those of text if they name none. */
  static <K, V, T> RecordDecoder<K, V, T> open(
      KafkaParams params, Function<ConsumerRecord<K, V>, T> mapping) {
    Deserializer<K> keys = deserializer(params, ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, true);
    Deserializer<V> values =
        deserializer(params, ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, false);
    return new RecordDecoder<>(keys, values, mapping);
  }

  @SuppressWarnings("unchecked") // the program says which types its deserializers make
  private static <E> Deserializer<E> deserializer(KafkaParams params, String key, boolean isKey) {
    Deserializer<E> made;
    try {
      made = (Deserializer<E>) type(params, key).getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(
          "Cannot make the %s: found %s, expected a class with a constructor without parameters"
              .formatted(key, params.get(key)),
          e);
    }
    made.configure(params.asMap(), isKey);
    return made;
  }

  /**
   * Looks whether there are such deserializers.
   *
   * @throws IllegalArgumentException if not
   */
  static void check(KafkaParams params) {
    Object unusedKeys = type(params, ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG);
    Object unusedValues = type(params, ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG);
  }

  @SuppressWarnings("rawtypes") // a class has no type parameters
  private static Class<? extends Deserializer> type(KafkaParams params, String key) {
    Object found = params.get(key);
    try {
      if (found == null) {
        return StringDeserializer.class;
      }
      Class<?> named = found instanceof Class<?> type ? type : load(found.toString());
      return named.asSubclass(Deserializer.class);
    } catch (ClassNotFoundException | ClassCastException e) {
      throw new IllegalArgumentException(
          "Cannot use the %s: found %s, expected a class that implements %s, or its name"
              .formatted(key, found, Deserializer.class.getName()),
          e);
    }
  }

  private static Class<?> load(String name) throws ClassNotFoundException {
    ClassLoader ofThread = Thread.currentThread().getContextClassLoader();
    return Class.forName(
        name, true, ofThread != null ? ofThread : RecordDecoder.class.getClassLoader());
  }

  /** The record of the stream; null if the stream's function leaves it out. */
  @Nullable T decode(ConsumerRecord<byte[], byte[]> read) throws Exception {
    Headers.decode(read);
    return mapping.call(
        new ConsumerRecord<>(
            read.topic(),
            read.partition(),
            read.offset(),
            read.timestamp(),
            read.timestampType(),
            read.serializedKeySize(),
            read.serializedValueSize(),
            decoded(keys, read, read.key()),
            decoded(values, read, read.value()),
            read.headers(),
            read.leaderEpoch()));
  }

  @SuppressWarnings("NullAway") // a key or a value may be missing, as Kafka's own records show it
  private static <E> E decoded(
      Deserializer<E> deserializer, ConsumerRecord<byte[], byte[]> read, byte @Nullable [] bytes) {
    return bytes == null ? null : deserializer.deserialize(read.topic(), read.headers(), bytes);
  }

  @Override
  public void close() {
    try {
      keys.close();
    } finally {
      values.close();
    }
  }
}
