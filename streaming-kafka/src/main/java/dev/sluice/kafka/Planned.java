package dev.sluice.kafka;

import dev.sluice.io.Bytes;
import dev.sluice.io.TaggedBytes;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/**
 * What a batch reads of a partition, as the ledger keeps it. Immutable.
 *
 * @param topicId tells the topic from one of the same name that was created later
 * @param range the offsets, maybe none
 */
record Planned(Uuid topicId, OffsetRange range) {
  private static final int RANGES = 1;

  /** Where a partition begins that no batch has read. */
  static Planned begin(Uuid topicId, TopicPartition partition, long offset) {
    return new Planned(topicId, OffsetRange.create(partition, offset, offset));
  }

  TopicPartition partition() {
    return range.topicPartition();
  }

  boolean isEmpty() {
    return range.count() == 0;
  }

  static Bytes encode(List<Planned> ranges) {
    byte[] bytes =
        TaggedBytes.write(
            RANGES,
            out -> {
              out.writeInt(ranges.size());
              for (Planned planned : ranges) {
                TaggedBytes.writeString(out, planned.range.topic());
                out.writeLong(planned.topicId.getMostSignificantBits());
                out.writeLong(planned.topicId.getLeastSignificantBits());
                out.writeInt(planned.range.partition());
                out.writeLong(planned.range.fromOffset());
                out.writeLong(planned.range.untilOffset());
              }
            });
    return Bytes.of(bytes);
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws IllegalArgumentException if the bytes are not of a Kafka direct stream
   */
  static List<Planned> decode(Bytes descriptor) {
    return TaggedBytes.read(
        descriptor.toArray(),
        "the offset ranges of a Kafka direct stream",
        (kind, in) -> {
          if (kind != RANGES) {
            return null;
          }
          List<Planned> ranges = new ArrayList<>();
          for (int left = TaggedBytes.readCount(in); left > 0; left--) {
            String topic = TaggedBytes.readString(in);
            Uuid topicId = new Uuid(in.readLong(), in.readLong());
            ranges.add(
                new Planned(
                    topicId, new OffsetRange(topic, in.readInt(), in.readLong(), in.readLong())));
          }
          return ranges;
        });
  }
}
