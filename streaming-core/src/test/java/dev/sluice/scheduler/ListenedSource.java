package dev.sluice.scheduler;

import dev.sluice.dstream.Guarantee;
import dev.sluice.dstream.InputSource;
import dev.sluice.ledger.BatchInput;
import dev.sluice.rdd.RDD;
import dev.sluice.rdd.RddContext;
import dev.sluice.time.Time;
import java.util.ArrayList;
import java.util.List;

/** A source of nothing that keeps the rates it is told. Confined to the test's thread. */
final class ListenedSource implements InputSource<String> {
  private final List<Long> told = new ArrayList<>();

  /** The rates so far. */
  List<Long> told() {
    return told;
  }

  @Override
  public String name() {
    return "Source";
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
  public RDD<String> read(RddContext context, Time batch, BatchInput input) {
    return context.emptyRDD();
  }

  @Override
  public void limit(long recordsPerSecond) {
    told.add(recordsPerSecond);
  }
}
