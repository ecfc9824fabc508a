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
import java.util.List;
import java.util.Map;

/**
 * Gives the k-th batch the k-th list; nothing once the lists are used up. Confined to the driver
 * thread.
 */
final class ListSource<T> implements InputSource<T> {
  private final List<List<T>> batches;
  private final int partitions;
  private final Duration interval;
  private Time zero = new Time(0);

  ListSource(List<List<T>> batches, int partitions, Duration interval) {
    this.batches = List.copyOf(batches);
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
  public void start(Time newZero) {
    zero = newZero;
  }

  @Override
  public BatchInput plan(Time batch, int streamId) {
    int index = Math.toIntExact(batch.minus(zero).dividedBy(interval)) - 1;
    byte[] descriptor = ByteBuffer.allocate(Integer.BYTES).putInt(index).array();
    return new BatchInput(streamId, list(index).size(), List.of(), Bytes.of(descriptor), Map.of());
  }

  @Override
  public RDD<T> read(RddContext context, Time batch, BatchInput input) {
    List<T> records = list(ByteBuffer.wrap(input.descriptor().toArray()).getInt());
    return records.isEmpty() ? context.emptyRDD() : context.parallelize(records, partitions);
  }

  private List<T> list(int index) {
    return index < batches.size() ? batches.get(index) : List.of();
  }
}
