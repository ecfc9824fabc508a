package dev.sluice.kafka.group;

import dev.sluice.function.Tuple4;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Where records are: topic, partition, offset and the epoch of the leader that took the record,
 * without which an offset may mean another record after an unclean election. They are tuples
 * because the engine can always write these, whatever classes a program allows.
 */
final class Positions {
  private static final int NO_EPOCH = -1;

  private Positions() {}

  static Tuple4<String, Integer, Long, Integer> of(ConsumerRecord<?, ?> record) {
    return new Tuple4<>(
        record.topic(), record.partition(), record.offset(), record.leaderEpoch().orElse(NO_EPOCH));
  }

  static TopicPartition partition(Tuple4<String, Integer, Long, Integer> position) {
    return new TopicPartition(position._1(), position._2());
  }

  /** What to commit when all up to this position is stored: the offset that comes next. */
  static OffsetAndMetadata behind(Tuple4<String, Integer, Long, Integer> position) {
    Optional<Integer> epoch =
        position._4() == NO_EPOCH ? Optional.empty() : Optional.of(position._4());
    return new OffsetAndMetadata(position._3() + 1, epoch, "");
  }
}
