package dev.sluice.testkit.semantics;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** What a program did, to be read when it has ended. */
@FunctionalInterface
interface Observed {
  /** The batches that came out. */
  Model<?> read() throws IOException;

  /** What several processes of a program did: of each batch, what the last one did that had it. */
  static Model<?> last(List<Observed> processes) throws IOException {
    NavigableMap<Integer, List<List<Object>>> batches = new TreeMap<>();
    for (Observed process : processes) {
      process
          .read()
          .batches()
          .forEach(
              (number, batch) ->
                  batches.put(number, batch.stream().map(List::<Object>copyOf).toList()));
    }
    return new Model<>(batches);
  }

  /**
   * Batches that an output operation was called with. Thread-safe: guarded by its monitor.
   *
   * @param <R> the records
   */
  final class Batches<R> implements Observed {
    private final NavigableMap<Integer, List<List<R>>> batches = new TreeMap<>();
    private final int done;

    /** Batches of a program that begins. */
    Batches() {
      this(0);
    }

    /** Batches of a program that goes on after so many. */
    Batches(int done) {
      this.done = done;
    }

    /** Adds a batch that is not there yet. */
    synchronized void add(int number, List<List<R>> partitions) {
      if (batches.putIfAbsent(number, new ArrayList<>(partitions)) != null) {
        throw new AssertionError("Cannot observe batch " + number + ": it came twice");
      }
    }

    /** Adds the batch after the last one. */
    synchronized void addNext(List<List<R>> partitions) {
      add(done + batches.size() + 1, partitions);
    }

    @Override
    public synchronized Model<R> read() {
      return new Model<>(batches);
    }
  }
}
