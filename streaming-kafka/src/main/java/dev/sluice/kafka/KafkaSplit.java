package dev.sluice.kafka;

import dev.sluice.rdd.Split;
import dev.sluice.rdd.TaskContext;
import java.util.Iterator;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The records of a range of offsets. Immutable. */
record KafkaSplit<K, V>(OffsetRange range, Reading<K, V> reading, List<String> preferredHosts)
    implements Split<ConsumerRecord<K, V>> {
  private static final long serialVersionUID = 1L;

  KafkaSplit {
    preferredHosts = List.copyOf(preferredHosts);
  }

  /** A task that is tried again takes a fresh consumer. */
  @Override
  public Iterator<ConsumerRecord<K, V>> open(TaskContext context) {
    return RangeRecords.open(range, reading, context.attempt() == 0);
  }
}
