package dev.sluice.rdd;

import dev.sluice.io.KryoSerializer;
import dev.sluice.io.Serializer;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;

/** Cuts a sequence into contiguous slices of nearly the same size. */
final class Slices {
  private static final Serializer SERIALIZER = new KryoSerializer();

  private Slices() {}

  /** Where slice {@code slice} of {@code slices} begins in a sequence: ⌊slice·size/slices⌋. */
  static int start(int slice, int slices, int size) {
    return (int) ((long) slice * size / slices);
  }

  static <T> Source<T> source(List<T> records, int slices) {
    if (slices < 1) {
      throw new IllegalArgumentException(
          "Cannot cut a list into partitions: found " + slices + ", expected 1 or more");
    }
    List<Slice<T>> splits = new ArrayList<>(slices);
    for (int i = 0; i < slices; i++) {
      int from = start(i, slices, records.size());
      int to = start(i + 1, slices, records.size());
      splits.add(new Slice<>(new ArrayList<>(records.subList(from, to))));
    }
    return new Source<>(splits);
  }

  /** A part of a list, a copy of its own. */
  private record Slice<T>(ArrayList<T> records) implements Split<T> {
    private Object writeReplace() {
      return new Packed<T>(SERIALIZER.serialize(records).array());
    }

    @Override
    public Iterator<T> open(TaskContext context) {
      return Collections.unmodifiableList(records).iterator();
    }
  }

  /** A slice on its way to a task: its records as bytes, as they need not be serializable. */
  private static final class Packed<T> implements Serializable {
    private static final long serialVersionUID = 1L;

    private final byte[] bytes;

    Packed(byte[] bytes) {
      this.bytes = bytes;
    }

    private Object readResolve() {
      ArrayList<T> records = new ArrayList<>();
      SERIALIZER.<T>deserialize(ByteBuffer.wrap(bytes)).forEachRemaining(records::add);
      return new Slice<>(records);
    }
  }
}
