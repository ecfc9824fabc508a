package dev.sluice.source;

import dev.sluice.dstream.Guarantee;
import dev.sluice.dstream.InputSource;
import dev.sluice.io.Bytes;
import dev.sluice.io.TaggedBytes;
import dev.sluice.ledger.BatchInput;
import dev.sluice.rdd.RDD;
import dev.sluice.rdd.RddContext;
import dev.sluice.time.Time;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives the datasets of a queue to batches. The queue is not copied: datasets may be added while
 * the program runs, by code that synchronizes on the queue, as this does. Its datasets live in this
 * process only: batches that got some in an earlier one are empty after a restart, with a warning.
 *
 * <p>Confined to the driver thread, but for the queue, which its own monitor guards.
 *
 * @param <T> the records
 */
public final class QueueSource<T> implements InputSource<T> {
  private static final Logger LOG = LoggerFactory.getLogger(QueueSource.class);
  private static final int TAKEN = 1;

  private final Queue<RDD<T>> queue;
  private final boolean oneAtATime;
  private final Optional<RDD<T>> whenEmpty;
  private final TreeMap<Time, List<RDD<T>>> taken = new TreeMap<>();
  private final TreeSet<Time> gone = new TreeSet<>();
  private @Nullable Time first;
  private boolean resumed;
  private boolean warned;

  /**
   * A source of that queue.
   *
   * @param oneAtATime whether a batch takes one dataset at most, rather than all that are there as
   *     one dataset
   * @param whenEmpty what a batch gets that finds nothing in the queue, else an empty dataset
   */
  public QueueSource(Queue<RDD<T>> queue, boolean oneAtATime, Optional<RDD<T>> whenEmpty) {
    this.queue = queue;
    this.oneAtATime = oneAtATime;
    this.whenEmpty = whenEmpty;
  }

  @Override
  public String name() {
    return "Queue stream";
  }

  @Override
  public Guarantee guarantee() {
    return Guarantee.IN_PROCESS;
  }

  @Override
  public void resume(Bytes origin, NavigableMap<Time, BatchInput> recent) {
    resumed = true;
    recent.forEach(
        (batch, input) -> {
          if (hadDatasets(input)) {
            gone.add(batch);
          }
        });
  }

  private static boolean hadDatasets(BatchInput input) {
    return input.descriptor().size() > 0;
  }

  @Override
  public BatchInput plan(Time batch, int streamId) {
    List<RDD<T>> datasets = takeFromQueue();
    taken.put(batch, datasets);
    first = first == null ? batch : first;
    if (datasets.isEmpty()) {
      return BatchInput.nothing(streamId);
    }
    Bytes descriptor = Bytes.of(TaggedBytes.write(TAKEN, out -> out.writeInt(datasets.size())));
    return new BatchInput(
        streamId, 0, List.of(), descriptor, Map.of("Description", describe(datasets.size())));
  }

  private List<RDD<T>> takeFromQueue() {
    List<RDD<T>> datasets = new ArrayList<>();
    synchronized (queue) {
      int wanted = oneAtATime ? 1 : Integer.MAX_VALUE;
      while (datasets.size() < wanted && !queue.isEmpty()) {
        datasets.add(queue.remove());
      }
    }
    return List.copyOf(datasets);
  }

  private static String describe(int datasets) {
    return datasets == 1 ? "1 dataset" : datasets + " datasets";
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if the batch was forgotten
   */
  @Override
  public RDD<T> read(RddContext context, Time batch, BatchInput input) {
    List<RDD<T>> datasets = taken.get(batch);
    if (datasets == null) {
      requireEarlierProcess(batch);
      datasets = List.of();
      if (hadDatasets(input)) {
        warnOnce(batch);
        return context.emptyRDD();
      }
    }
    if (datasets.isEmpty()) {
      return whenEmpty.orElseGet(context::emptyRDD);
    }
    return datasets.size() == 1 ? datasets.get(0) : context.union(datasets);
  }

  private void requireEarlierProcess(Time batch) {
    if (!resumed || (first != null && batch.greaterEq(first))) {
      throw new IllegalStateException(
          "Cannot read batch "
              + batch.milliseconds()
              + " ms of a queue stream: it was forgotten, or never got its datasets");
    }
  }

  private void warnOnce(Time batch) {
    if (!warned) {
      warned = true;
      gone.add(batch);
      LOG.warn(
          "The datasets that {} batches took from a queue, {} to {} ms, ended with the process"
              + " before; these batches are empty",
          gone.size(),
          gone.first().milliseconds(),
          gone.last().milliseconds());
    }
  }

  @Override
  public void forget(Time upTo) {
    taken.headMap(upTo, true).clear();
  }
}
