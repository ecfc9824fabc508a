package dev.sluice.rdd;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;

/** Cuts a sequence into contiguous slices of nearly the same size. */
final class Slices {
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
    @Override
    public Iterator<T> open(TaskContext context) {
      return Collections.unmodifiableList(records).iterator();
    }
  }
}
