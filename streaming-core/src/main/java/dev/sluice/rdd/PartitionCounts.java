package dev.sluice.rdd;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.OptionalLong;

/**
 * A number for each partition of something, as far as it is known; what a task says of a partition
 * takes the place of what was known of it. Thread-safe: guarded by its monitor.
 */
public final class PartitionCounts extends Accumulator<PartitionCounts.Count, OptionalLong> {
  private static final long serialVersionUID = 1L;

  private final int partitions;
  private final HashMap<Integer, Long> known = new HashMap<>();

  /**
   * The number of one partition. Immutable.
   *
   * @param partition its index
   * @param number what is counted of it
   */
  public record Count(int partition, long number) {}

  /** Nothing is known. */
  public PartitionCounts(int partitions) {
    super("");
    this.partitions = partitions;
  }

  private PartitionCounts(PartitionCounts whole) {
    super(whole);
    this.partitions = whole.partitions;
  }

  @Override
  public void add(Count count) {
    set(count.partition(), count.number());
  }

  /** Takes the number of a partition, in place of what was known of it. */
  public void set(int partition, long number) {
    TaskScope.part(this).putAll(Map.of(partition, number));
  }

  /** Takes the sum, of which it is not known how it is spread. */
  public synchronized void setSum(long sum) {
    for (int partition = 0; partition < partitions; partition++) {
      known.put(partition, partition == 0 ? sum : 0);
    }
  }

  /** The sum; empty while the number of a partition is not known. */
  public synchronized OptionalLong sum() {
    return known.size() < partitions
        ? OptionalLong.empty()
        : OptionalLong.of(known.values().stream().mapToLong(Long::longValue).sum());
  }

  @Override
  public OptionalLong value() {
    return sum();
  }

  @Override
  public synchronized boolean isZero() {
    return known.isEmpty();
  }

  @Override
  public synchronized void reset() {
    known.clear();
  }

  /** The same records; how many there are is set once they have been read to their end. */
  public <T> Iterator<T> counting(int partition, Iterator<? extends T> records) {
    return new Iterator<>() {
      private long read;
      private boolean ended;

      @Override
      public boolean hasNext() {
        boolean more = records.hasNext();
        if (!more && !ended) {
          ended = true;
          set(partition, read);
        }
        return more;
      }

      @Override
      public T next() {
        T record = records.next();
        read++;
        return record;
      }
    };
  }

  @Override
  PartitionCounts emptyPart() {
    return new PartitionCounts(this);
  }

  @Override
  void absorb(Accumulator<?, ?> part) {
    if (part instanceof PartitionCounts counts) {
      putAll(counts.copy());
    }
  }

  @Override
  Object content() {
    return copy();
  }

  @Override
  @SuppressWarnings("unchecked") // made by content
  void absorbContent(Object content) {
    putAll((Map<Integer, Long>) content);
  }

  private synchronized Map<Integer, Long> copy() {
    return new HashMap<>(known);
  }

  private synchronized void putAll(Map<Integer, Long> more) {
    known.putAll(more);
  }
}
