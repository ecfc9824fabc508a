package dev.sluice.ui.history;

import dev.sluice.listener.BatchInfo;
import dev.sluice.listener.OutputOperationInfo;
import dev.sluice.listener.StreamingEvent;
import dev.sluice.listener.StreamingListener;
import dev.sluice.time.Time;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * The latest batches, whether they wait, run or have ended: a bounded number of them. An event that
 * was dropped leaves a batch as it was until it is the oldest.
 *
 * <p>Thread-safe: guarded by its monitor, which is held for moments; the listener thread writes.
 */
public final class BatchHistory implements StreamingListener {
  private static final int TELLING = 10;

  private final int most;
  private final Retained retained;
  private final Map<Integer, Long> receivedByStream = new TreeMap<>();
  private OptionalLong startedMs = OptionalLong.empty();
  private OptionalLong stoppedMs = OptionalLong.empty();
  private OptionalLong lastEndMs = OptionalLong.empty();
  private Optional<Time> lastBegun = Optional.empty();
  private long completed;
  private long failed;
  private long received;
  private long processed;
  private long leftOut;

  /**
   * No batches yet.
   *
   * @param most how many are retained
   */
  public BatchHistory(int most) {
    this.most = most;
    this.retained = new Retained(most);
  }

  /** How many batches are retained at most. */
  public int most() {
    return most;
  }

  @Override
  public synchronized void onStreamingStarted(StreamingEvent.StreamingStarted event) {
    startedMs = OptionalLong.of(event.time().milliseconds());
  }

  @Override
  public synchronized void onStreamingStopped(StreamingEvent.StreamingStopped event) {
    stoppedMs = OptionalLong.of(event.time().milliseconds());
  }

  @Override
  public synchronized void onBatchSubmitted(StreamingEvent.BatchSubmitted event) {
    put(event.batchInfo(), Status.QUEUED);
  }

  @Override
  public synchronized void onBatchStarted(StreamingEvent.BatchStarted event) {
    BatchInfo batch = event.batchInfo();
    received += batch.numRecords();
    batch
        .inputs()
        .forEach((id, input) -> receivedByStream.merge(id, input.numRecords(), Long::sum));
    lastBegun = Optional.of(batch.batchTime());
    put(batch, Status.ACTIVE);
  }

  @Override
  public synchronized void onBatchCompleted(StreamingEvent.BatchCompleted event) {
    BatchInfo batch = event.batchInfo();
    lastEndMs = batch.processingEnd();
    leftOut += batch.failedRecords().values().stream().mapToLong(Long::longValue).sum();
    if (Batch.hasFailed(batch)) {
      failed++;
      put(batch, Status.FAILED);
    } else {
      completed++;
      processed += batch.numRecords();
      put(batch, Status.COMPLETED);
    }
  }

  @Override
  public synchronized void onOutputOperationStarted(StreamingEvent.OutputOperationStarted event) {
    put(event.outputOperationInfo());
  }

  @Override
  public synchronized void onOutputOperationCompleted(
      StreamingEvent.OutputOperationCompleted event) {
    put(event.outputOperationInfo());
  }

  private void put(OutputOperationInfo output) {
    Batch batch = retained.all().get(output.batchTime());
    if (batch != null) {
      retained.put(batch.with(output));
    }
  }

  private void put(BatchInfo info, Status status) {
    retained.put(Batch.of(info, status, completed + failed));
  }

  /** The batches that are retained, oldest first. */
  public synchronized List<Batch> batches() {
    return List.copyOf(retained.all().values());
  }

  /** How many of them there are of each status. */
  public synchronized Map<Status, Integer> counts() {
    return retained.counts();
  }

  /** What those that have ended come to together. */
  public synchronized Sums sums() {
    return retained.sums();
  }

  /**
   * The ten that ended last, the one that began last, and the one that has waited longest, as far
   * as there are such: what {@link Pace} needs.
   */
  public synchronized List<Batch> telling() {
    return retained.telling(TELLING, lastBegun());
  }

  /** Those that ended after {@code after} batches had ended, until {@code until} had. */
  public synchronized List<Batch> ended(long after, long until) {
    return retained.ended(after, until);
  }

  /** Those that are newer than a time. */
  public synchronized List<Batch> newerThan(Time time) {
    return List.copyOf(retained.all().tailMap(time, false).values());
  }

  /** One of them. */
  public synchronized Optional<Batch> batch(Time time) {
    return Optional.ofNullable(retained.all().get(time));
  }

  /** The time of the one before another that is retained. */
  public synchronized Optional<Time> before(Time time) {
    return Optional.ofNullable(retained.all().lowerKey(time));
  }

  /** The time of the one after another that is retained. */
  public synchronized Optional<Time> after(Time time) {
    return Optional.ofNullable(retained.all().higherKey(time));
  }

  /** The newest batch, however far it is. */
  public synchronized Optional<Batch> newest() {
    return Optional.ofNullable(retained.all().lastEntry()).map(Map.Entry::getValue);
  }

  /** The newest batch that has ended, if it is retained. */
  public synchronized Optional<Batch> lastEnded() {
    return retained.lastEnded();
  }

  /** The batch that began last, if it is retained. */
  public synchronized Optional<Batch> lastBegun() {
    return lastBegun.flatMap(time -> Optional.ofNullable(retained.all().get(time)));
  }

  /** All batches since the start. */
  public synchronized Totals totals() {
    return new Totals(completed, failed, received, processed, leftOut, receivedByStream);
  }

  /** When the program started, in the clock's milliseconds. */
  public synchronized OptionalLong startedMs() {
    return startedMs;
  }

  /** When the program stopped. */
  public synchronized OptionalLong stoppedMs() {
    return stoppedMs;
  }

  /** When a batch ended last. */
  public synchronized OptionalLong lastEndMs() {
    return lastEndMs;
  }
}
