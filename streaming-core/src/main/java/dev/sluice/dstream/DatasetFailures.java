package dev.sluice.dstream;

import dev.sluice.quarantine.Quarantine;
import dev.sluice.rdd.MergingAccumulator;
import java.io.IOException;
import java.util.Optional;

/**
 * The failed records of one dataset of a guarded operator: those that were found and those that are
 * accounted for. Guarded by the monitor of {@link FailureCommit}, but for what tasks find.
 */
final class DatasetFailures {
  private final GuardedDataset dataset;
  private final Optional<Quarantine> quarantine;
  private final MergingAccumulator<FailedRecord, FailedRecords> found;
  private final FailedRecords pending;
  private final RecordPlaces known = new RecordPlaces();
  private long knownBytes;

  DatasetFailures(
      GuardedDataset dataset,
      Optional<Quarantine> quarantine,
      MergingAccumulator<FailedRecord, FailedRecords> found) {
    this.dataset = dataset;
    this.quarantine = quarantine;
    this.found = found;
    this.pending = new FailedRecords(dataset.bounds());
  }

  /** What was accounted for. */
  record Commit(GuardedDataset dataset, long records, Throwable first) {}

  /**
   * Accounts for what was found since the last time: it is durable when this returns. If that
   * fails, it is tried again the next time.
   *
   * @return empty if nothing new was found
   * @throws ErrorBudgetException if more was found than is allowed
   */
  Optional<Commit> commit() throws IOException {
    if (!found.isZero()) {
      FailedRecords news = found.take();
      news.removeAll(known);
      pending.addAll(news);
    }
    Throwable first = pending.first();
    long records = pending.count();
    if (records == 0 || first == null) {
      return Optional.empty();
    }
    dataset.require(known.count() + records, knownBytes + pending.bytes(), first);
    if (quarantine.isPresent()) {
      quarantine.get().add(dataset.time(), pending.kept());
    }
    known.addAll(pending.places());
    knownBytes += pending.bytes();
    pending.clear();
    return Optional.of(new Commit(dataset, records, first));
  }
}
