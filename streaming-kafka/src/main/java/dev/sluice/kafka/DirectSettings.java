package dev.sluice.kafka;

import dev.sluice.receiver.Backpressure;
import dev.sluice.streaming.ConfKeys;
import dev.sluice.streaming.FlowKeys;
import dev.sluice.streaming.StreamingConf;
import java.time.Duration;

/**
 * What a configuration says of direct streams. Immutable.
 *
 * @param outOfRange what happens when records are gone
 * @param pollTimeout how long a task waits for records
 * @param metadataTimeout how long the driver waits for the brokers
 * @param cachedConsumers how many consumers a process keeps between tasks, 0 for none
 * @param firstRate the most records a second until more is known
 * @param maxRate the most records a second of a partition, 0 for no limit
 * @param minRate the least records a second of a partition
 */
record DirectSettings(
    OutOfRange outOfRange,
    Duration pollTimeout,
    Duration metadataTimeout,
    int cachedConsumers,
    long firstRate,
    long maxRate,
    long minRate) {
  /** Enough for any stream that keeps up, and a batch of a backlog that is over soon. */
  private static final long FIRST_RATE = 100_000;

  static DirectSettings of(StreamingConf conf) {
    return new DirectSettings(
        conf.get(KafkaKeys.OUT_OF_RANGE),
        conf.get(KafkaKeys.POLL_TIMEOUT),
        conf.get(KafkaKeys.METADATA_TIMEOUT),
        conf.get(KafkaKeys.CACHE_ENABLED) ? conf.get(KafkaKeys.CACHE_CAPACITY) : 0,
        firstRate(conf),
        conf.get(KafkaKeys.MAX_RATE),
        conf.get(KafkaKeys.MIN_RATE));
  }

  private static long firstRate(StreamingConf conf) {
    return conf.get(FlowKeys.BACKPRESSURE) == Backpressure.FALSE
        ? Long.MAX_VALUE
        : conf.get(ConfKeys.INITIAL_RATE).filter(rate -> rate > 0).orElse(FIRST_RATE);
  }
}
