package dev.sluice.benchmarks.sluice;

import dev.sluice.dstream.Guarantee;
import dev.sluice.dstream.InputSource;
import dev.sluice.io.Bytes;
import dev.sluice.ledger.BatchInput;
import dev.sluice.rdd.RDD;
import dev.sluice.rdd.RddContext;
import dev.sluice.rdd.Source;
import dev.sluice.rdd.Split;
import dev.sluice.rdd.TaskContext;
import dev.sluice.time.Time;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** The same number of records for every batch. Confined to the driver's thread, but for splits. */
final class SteadySource implements InputSource<String> {
  private final SteadyRecords records;
  private final String[] keys;
  private final int perBatch;
  private long next;

  SteadySource(SteadyRecords records, String[] keys, int perBatch) {
    this.records = records;
    this.keys = keys;
    this.perBatch = perBatch;
  }

  @Override
  public String name() {
    return "Steady";
  }

  @Override
  public Guarantee guarantee() {
    return Guarantee.REPLAYABLE;
  }

  @Override
  public BatchInput plan(Time batch, int streamId) {
    int n = records.plan(perBatch);
    if (n == 0) {
      return BatchInput.nothing(streamId);
    }
    byte[] from = ByteBuffer.allocate(Long.BYTES).putLong(next).array();
    next += n;
    return new BatchInput(streamId, n, List.of(), Bytes.of(from), Map.of());
  }

  @Override
  public RDD<String> read(RddContext context, Time batch, BatchInput input) {
    if (input.records() == 0) {
      return context.emptyRDD();
    }
    long from = ByteBuffer.wrap(input.descriptor().toArray()).getLong();
    long middle = from + perBatch / 2;
    return context.rdd(
        new Source<>(
            List.of(new Slice(keys, from, middle), new Slice(keys, middle, from + perBatch))));
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Slice(String[] keys, long from, long to) implements Split<String> {
    @Override
    public Iterator<String> open(TaskContext context) {
      return LongStream.range(from, to).mapToObj(i -> keys[(int) (i % keys.length)]).iterator();
    }
  }
}
