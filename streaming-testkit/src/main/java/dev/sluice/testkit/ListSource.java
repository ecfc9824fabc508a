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
 * lists are used up. Confined to the driver thread.
 */
final class ListSource<T> implements InputSource<T> {
  private final List<@Nullable List<T>> batches;
  private final int partitions;
  private final Duration interval;
  private Time zero = new Time(0);

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
  public Bytes start(Time newZero) {
    zero = newZero;
    return Bytes.of(ByteBuffer.allocate(Long.BYTES).putLong(newZero.milliseconds()).array());
  }

  @Override
  public void resume(Bytes origin, NavigableMap<Time, BatchInput> recent) {
    zero = new Time(ByteBuffer.wrap(origin.toArray()).getLong());
  }

  @Override
  public BatchInput plan(Time batch, int streamId) {
    int index = Math.toIntExact(batch.minus(zero).dividedBy(interval)) - 1;
    byte[] descriptor = ByteBuffer.allocate(Integer.BYTES).putInt(index).array();
    List<T> records = list(index);
    int count = records == null ? 0 : records.size();
    return new BatchInput(streamId, count, List.of(), Bytes.of(descriptor), Map.of());
  }

  @Override
  public @Nullable RDD<T> read(RddContext context, Time batch, BatchInput input) {
    List<T> records = list(ByteBuffer.wrap(input.descriptor().toArray()).getInt());
    if (records == null) {
      return null;
    }
    return records.isEmpty() ? context.emptyRDD() : context.parallelize(records, partitions);
  }

  private @Nullable List<T> list(int index) {
    return index < batches.size() ? batches.get(index) : List.of();
  }
}
