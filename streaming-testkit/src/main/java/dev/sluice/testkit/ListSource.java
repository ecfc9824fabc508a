package dev.sluice.testkit;

import dev.sluice.dstream.Guarantee;
import dev.sluice.dstream.InputSource;
import dev.sluice.io.Bytes;
import dev.sluice.ledger.BatchInput;
import dev.sluice.rdd.RDD;
import dev.sluice.rdd.RddContext;
import dev.sluice.time.Time;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/**
 * Gives the k-th batch the k-th list, and no dataset where that is null; empty datasets once the
 * lists are used up. After a restart, also at another interval, the next batch gets the next list.
 * Confined to the driver thread.
 */
final class ListSource<T> implements InputSource<T> {
  private final List<@Nullable List<T>> batches;
  private final int partitions;
  private final Duration interval;
  private Time last = new Time(0);
  private int used;

  ListSource(List<? extends @Nullable List<T>> batches, int partitions, Duration interval) {
    this.batches = Collections.unmodifiableList(new ArrayList<>(batches));
    this.partitions = partitions;
    this.interval = interval;
  }

  @Override
  public String name() {
    return "List stream";
  }

  @Override
  public Guarantee guarantee() {
    return Guarantee.REPLAYABLE;
  }

  @Override
  public Bytes start(Time zero) {
    last = zero;
    return Bytes.of(ByteBuffer.allocate(Long.BYTES).putLong(zero.milliseconds()).array());
  }

  @Override
  public void resume(Bytes origin, NavigableMap<Time, BatchInput> recent) {
    last = new Time(ByteBuffer.wrap(origin.toArray()).getLong());
    Map.Entry<Time, BatchInput> newest = recent.lastEntry();
    if (newest != null) {
      last = newest.getKey();
      used = index(newest.getValue()) + 1;
    }
  }

  @Override
  public Duration remember() {
    return interval;
  }

  @Override
  public BatchInput plan(Time batch, int streamId) {
    used += intervals(batch);
    last = batch;
    int index = used - 1;
    byte[] descriptor = ByteBuffer.allocate(Integer.BYTES).putInt(index).array();
    List<T> records = list(index);
    int count = records == null ? 0 : records.size();
    return new BatchInput(streamId, count, List.of(), Bytes.of(descriptor), Map.of());
  }

  @Override
  public @Nullable RDD<T> read(RddContext context, Time batch, BatchInput input) {
    List<T> records = list(index(input));
    if (records == null) {
      return null;
    }
    return records.isEmpty() ? context.emptyRDD() : context.parallelize(records, partitions);
  }

  /** How many intervals are begun since the last batch: more than one if batches were left out. */
  private int intervals(Time batch) {
    long ms = batch.minus(last).toMillis() + interval.toMillis() - 1;
    return Math.toIntExact(ms / interval.toMillis());
  }

  private static int index(BatchInput input) {
    return ByteBuffer.wrap(input.descriptor().toArray()).getInt();
  }

  private @Nullable List<T> list(int index) {
    return index < batches.size() ? batches.get(index) : List.of();
  }
}
