package dev.sluice.kafka;

import dev.sluice.streaming.ConfKey;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The settings of direct streams, besides those of Kafka. Immutable. */
final class KafkaKeys {
  static final ConfKey<Long> MAX_RATE =
      ConfKey.longInteger(
              "streaming.kafka.maxRatePerPartition",
              "The most records a second that a direct stream takes of a partition; 0 for no limit.")
          .where(rate -> rate >= 0, "0 or more")
          .withDefault("0");

  static final ConfKey<Long> MIN_RATE =
      ConfKey.longInteger(
              "streaming.kafka.minRatePerPartition",
              "The least records a second that back-pressure leaves to a partition.")
          .where(rate -> rate >= 1, "1 or more")
          .withDefault("1");

  static final ConfKey<OutOfRange> OUT_OF_RANGE =
      ConfKey.oneOf(
              "streaming.kafka.outOfRange",
              OutOfRange.class,
              "What happens when records that are to be read are gone, or a topic was created anew:"
                  + " the program fails, or the stream goes on where `auto.offset.reset` says, or it"
                  + " skips what is gone.")
          .withDefault("fail");

  static final ConfKey<Duration> POLL_TIMEOUT =
      ConfKey.duration(
              "streaming.kafka.consumer.poll.ms",
              ChronoUnit.MILLIS,
              "How long a task waits for records that are there; then it fails and may be tried"
                  + " again.")
          .where(timeout -> !timeout.isZero(), "greater than 0")
          .withDefault("2m");

  static final ConfKey<Duration> METADATA_TIMEOUT =
      ConfKey.duration(
              "streaming.kafka.metadataTimeout",
              ChronoUnit.MILLIS,
              "How long the driver waits for the brokers to tell of topics and offsets; then the"
                  + " program fails.")
          .where(timeout -> !timeout.isZero(), "greater than 0")
          .withDefault("1m");

  static final ConfKey<Boolean> CACHE_ENABLED =
      ConfKey.bool(
              "streaming.kafka.consumer.cache.enabled",
              "Whether tasks use the consumer of the task before that read the same partition.")
          .withDefault("true");

  static final ConfKey<Integer> CACHE_CAPACITY =
      ConfKey.integer(
              "streaming.kafka.consumer.cache.maxCapacity",
              "How many consumers a process keeps for that; those used longest ago are closed.")
          .where(capacity -> capacity >= 1, "1 or more")
          .withDefault("64");

  static final List<ConfKey<?>> ALL =
      List.of(
          MAX_RATE,
          MIN_RATE,
          OUT_OF_RANGE,
          POLL_TIMEOUT,
          METADATA_TIMEOUT,
          CACHE_ENABLED,
          CACHE_CAPACITY);

  private KafkaKeys() {}
}
