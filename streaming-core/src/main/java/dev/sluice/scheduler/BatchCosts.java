package dev.sluice.scheduler;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LongSummaryStatistics;
import java.util.OptionalLong;

/**
 * What batches of one stream cost that have any records: so much for each of these, and so much for
 * the batch, however many it has; a line through the latest batches. Confined to the driver thread.
 */
final class BatchCosts {
  private static final int LATEST = 16;

  /** The largest must have so many times the records of the smallest to tell anything. */
  private static final double CONTRAST = 1.25;

  private static final long MOST_TIMES_THE_LARGEST = 2;

  private final Deque<Batch> latest = new ArrayDeque<>();

  private record Batch(long records, long processingMs) {}

  /** A batch has ended; one without records tells nothing. */
  void add(long records, long processingMs) {
    if (records > 0) {
      latest.addLast(new Batch(records, processingMs));
      if (latest.size() > LATEST) {
        latest.removeFirst();
      }
    }
  }

  /** How many records the last batch had that had any; 0 if there was none. */
  long lastRecords() {
    return latest.isEmpty() ? 0 : latest.getLast().records();
  }

  /**
   * How many records a batch should have at least: those that take as long as what does not depend
   * on them, since with fewer it would mostly work for nothing. Twice as many as the largest batch
   * had at most. Empty if batches had too much the same size to tell.
   */
  OptionalLong worthwhile() {
    LongSummaryStatistics sizes = latest.stream().mapToLong(Batch::records).summaryStatistics();
    if (latest.isEmpty() || (double) sizes.getMax() < CONTRAST * (double) sizes.getMin()) {
      return OptionalLong.empty();
    }
    double meanMs = latest.stream().mapToLong(Batch::processingMs).average().orElse(0);
    double msOfRecord = msOfRecord(sizes.getAverage(), meanMs);
    double msOfBatch = meanMs - msOfRecord * sizes.getAverage();
    long most = MOST_TIMES_THE_LARGEST * sizes.getMax();
    return OptionalLong.of(
        msOfRecord <= 0 ? most : Math.min(most, Math.max(0L, Math.round(msOfBatch / msOfRecord))));
  }

  /** The slope of the line with the least squares. */
  private double msOfRecord(double meanRecords, double meanMs) {
    double products = 0;
    double squares = 0;
    for (Batch batch : latest) {
      double more = (double) batch.records() - meanRecords;
      products += more * ((double) batch.processingMs() - meanMs);
      squares += more * more;
    }
    return products / squares;
  }
}
