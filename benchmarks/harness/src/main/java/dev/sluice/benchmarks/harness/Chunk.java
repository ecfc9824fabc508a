package dev.sluice.benchmarks.harness;

import java.util.Iterator;
import java.util.NoSuchElementException;

/** A slice of the records, without a copy. Immutable. */
public final class Chunk implements Iterable<String> {
  private final String[] records;
  private final int from;
  private final int to;

  Chunk(String[] records, int from, int to) {
    this.records = records;
    this.from = from;
    this.to = to;
  }

  /** The array that the slice lies in; not to be changed. */
  public String[] records() {
    return records;
  }

  /** The place of the first record. */
  public int from() {
    return from;
  }

  /** The place behind the last record. */
  public int to() {
    return to;
  }

  /** The number of records, at least 1. */
  public int size() {
    return to - from;
  }

  @Override
  public Iterator<String> iterator() {
    return new Iterator<>() {
      private int at = from;

      @Override
      public boolean hasNext() {
        return at < to;
      }

      @Override
      public String next() {
        if (at >= to) {
          throw new NoSuchElementException();
        }
        return records[at++];
      }
    };
  }
}
