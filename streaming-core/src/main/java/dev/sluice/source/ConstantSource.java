package dev.sluice.source;

import dev.sluice.dstream.Guarantee;
import dev.sluice.dstream.InputSource;
import dev.sluice.ledger.BatchInput;
import dev.sluice.rdd.RDD;
import dev.sluice.rdd.RddContext;
import dev.sluice.time.Time;

/**
 * Gives the same dataset to every batch. Immutable.
 *
 * @param <T> the records
 */
public final class ConstantSource<T> implements InputSource<T> {
  private final RDD<T> dataset;

  /** A source of that dataset. */
  public ConstantSource(RDD<T> dataset) {
    this.dataset = dataset;
  }

  @Override
  public String name() {
    return "Constant stream";
  }

  @Override
  public Guarantee guarantee() {
    return Guarantee.REPLAYABLE;
  }

  @Override
  public BatchInput plan(Time batch, int streamId) {
    return BatchInput.nothing(streamId);
  }

  @Override
  public RDD<T> read(RddContext context, Time batch, BatchInput input) {
    return dataset;
  }
}
