package dev.sluice.dstream;

import java.io.Serializable;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** A set of records by partition and ordinal. Confined to one thread at a time. */
final class RecordPlaces implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int CHUNK_BITS = 16;
  private static final int IN_CHUNK = (1 << CHUNK_BITS) - 1;

  private final HashMap<Chunk, BitSet> chunks = new HashMap<>();
  private long count;

  /** So many neighbouring records of a partition. */
  private record Chunk(int partition, long number) implements Serializable {}

  /** Adds a record; false if it is there. */
  boolean add(int partition, long ordinal) {
    BitSet chunk =
        chunks.computeIfAbsent(new Chunk(partition, ordinal >> CHUNK_BITS), any -> new BitSet());
    int bit = (int) ordinal & IN_CHUNK;
    if (chunk.get(bit)) {
      return false;
    }
    chunk.set(bit);
    count++;
    return true;
  }

  boolean contains(int partition, long ordinal) {
    BitSet chunk = chunks.get(new Chunk(partition, ordinal >> CHUNK_BITS));
    return chunk != null && chunk.get((int) ordinal & IN_CHUNK);
  }

  void addAll(RecordPlaces others) {
    for (Map.Entry<Chunk, BitSet> other : others.chunks.entrySet()) {
      BitSet chunk = chunks.computeIfAbsent(other.getKey(), any -> new BitSet());
      count -= chunk.cardinality();
      chunk.or(other.getValue());
      count += chunk.cardinality();
    }
  }

  void removeAll(RecordPlaces others) {
    for (Map.Entry<Chunk, BitSet> other : others.chunks.entrySet()) {
      BitSet chunk = chunks.get(other.getKey());
      if (chunk != null) {
        count -= chunk.cardinality();
        chunk.andNot(other.getValue());
        count += chunk.cardinality();
      }
    }
  }

  void clear() {
    chunks.clear();
    count = 0;
  }

  /** How many records there are. */
  long count() {
    return count;
  }
}
