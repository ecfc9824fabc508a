package dev.sluice.ui.api;

import dev.sluice.ui.history.Batch;
import dev.sluice.ui.history.Status;
import dev.sluice.ui.history.Watched;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A page of batches. Immutable. */
public record BatchesJson(
    long nowMs,
    int total,
    int offset,
    int limit,
    Map<Status, Integer> counts,
    List<BatchJson> batches) {

  /** What a list of batches can be sorted by; what is unknown comes first. */
  public enum Sort {
    /** The time of the batch. */
    TIME("timeMs", batch -> batch.time().milliseconds()),
    /** Its records. */
    RECORDS("records", batch -> batch.info().numRecords()),
    /** How long it waited. */
    SCHEDULING_DELAY("schedulingDelayMs", batch -> Values.millis(batch.info().schedulingDelay())),
    /** How long it ran. */
    PROCESSING_TIME("processingTimeMs", batch -> Values.millis(batch.info().processingDelay())),
    /** Both together. */
    TOTAL_DELAY("totalDelayMs", batch -> Values.millis(batch.info().totalDelay()));

    private final String field;
    private final Comparator<Batch> order;

    Sort(String field, Figure figure) {
      this.field = field;
      this.order = Comparator.comparingLong(batch -> orLeast(figure.of(batch)));
    }

    private interface Figure {
      @Nullable Long of(Batch batch);
    }

    private static long orLeast(@Nullable Long value) {
      return value == null ? Long.MIN_VALUE : value;
    }

    /** The name of the field. */
    public String field() {
      return field;
    }
  }

  /**
   * Which page.
   *
   * @param statuses of the batches
   */
  public record Query(Set<Status> statuses, Sort sort, boolean descending, int offset, int limit) {
    /** Copies the set. */
    public Query {
      statuses = Set.copyOf(statuses);
    }
  }

  /** The page that a query asks for. */
  public static BatchesJson of(Watched program, Query query) {
    Comparator<Batch> order = query.sort().order.thenComparing(Batch::time);
    List<Batch> selected =
        program.history().batches().stream()
            .filter(batch -> query.statuses().contains(batch.status()))
            .sorted(query.descending() ? order.reversed() : order)
            .toList();
    return new BatchesJson(
        program.monitor().nowMs(),
        selected.size(),
        query.offset(),
        query.limit(),
        program.history().counts(),
        selected.stream().skip(query.offset()).limit(query.limit()).map(BatchJson::of).toList());
  }
}
