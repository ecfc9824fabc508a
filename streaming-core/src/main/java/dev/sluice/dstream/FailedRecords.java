package dev.sluice.dstream;

import dev.sluice.io.Bytes;
import dev.sluice.quarantine.QuarantinedRecord;
import dev.sluice.rdd.MergingAccumulator;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The failed records of a dataset, each once however often it was found. Of more than is allowed
 * nothing is kept. Confined to one thread at a time.
 */
final class FailedRecords implements Serializable {
  private static final long serialVersionUID = 1L;

  private final FailureBounds bounds;
  private final RecordPlaces places = new RecordPlaces();
  private final ArrayList<Kept> kept = new ArrayList<>();
  private long bytes;
  private @Nullable Throwable first;

  FailedRecords(FailureBounds bounds) {
    this.bounds = bounds;
  }

  /** What is kept of a record. */
  private record Kept(int partition, long ordinal, Bytes bytes) implements Serializable {}

  /** Gathers what tasks find. Immutable. */
  record Fold(FailureBounds bounds)
      implements MergingAccumulator.Fold<FailedRecord, FailedRecords> {
    @Override
    public FailedRecords zero() {
      return new FailedRecords(bounds);
    }

    @Override
    public FailedRecords add(FailedRecords folded, FailedRecord failed) {
      folded.add(failed);
      return folded;
    }

    @Override
    public FailedRecords combine(FailedRecords folded, FailedRecords other) {
      folded.addAll(other);
      return folded;
    }
  }

  void add(FailedRecord failed) {
    if (places.add(failed.partition(), failed.ordinal())) {
      first = first == null ? failed.thrown() : first;
      if (failed.kept() != null) {
        keep(new Kept(failed.partition(), failed.ordinal(), failed.kept()));
      }
    }
  }

  private void keep(Kept record) {
    bytes += record.bytes().size();
    if (bounds.admit(places.count(), bytes)) {
      kept.add(record);
    }
  }

  void addAll(FailedRecords others) {
    List<Kept> fresh =
        others.kept.stream()
            .filter(record -> !places.contains(record.partition(), record.ordinal()))
            .toList();
    long unkept = others.bytes - others.kept.stream().mapToLong(each -> each.bytes().size()).sum();
    places.addAll(others.places);
    bytes += unkept;
    fresh.forEach(this::keep);
    first = first == null ? others.first : first;
  }

  /** Forgets all. */
  void clear() {
    places.clear();
    kept.clear();
    bytes = 0;
    first = null;
  }

  /** Forgets the records at some places. */
  void removeAll(RecordPlaces known) {
    places.removeAll(known);
    kept.removeIf(record -> known.contains(record.partition(), record.ordinal()));
    bytes = kept.stream().mapToLong(each -> each.bytes().size()).sum();
  }

  RecordPlaces places() {
    return places;
  }

  long count() {
    return places.count();
  }

  /** How many bytes the records have that are to be kept. */
  long bytes() {
    return bytes;
  }

  /** What a function threw; null if no record failed. */
  @Nullable Throwable first() {
    return first;
  }

  List<QuarantinedRecord> kept() {
    return kept.stream().map(record -> QuarantinedRecord.decode(record.bytes())).toList();
  }
}
