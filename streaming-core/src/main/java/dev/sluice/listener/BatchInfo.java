package dev.sluice.listener;

import dev.sluice.time.Time;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * One batch, as it stands when the event is posted. Immutable. All times are the clock's
 * milliseconds.
 *
 * @param batchTime the batch
 * @param inputs what each input stream gave to the batch, by stream id, in ascending order
 * @param submissionTime when the batch's jobs were handed over to be run
 * @param processingStart when the first of them began; empty while all wait
 * @param processingEnd when the last of them ended; empty until all have, well or badly
 * @param outputs the output operations by their id, in ascending order
 */
public record BatchInfo(
    Time batchTime,
    Map<Integer, StreamInputInfo> inputs,
    long submissionTime,
    OptionalLong processingStart,
    OptionalLong processingEnd,
    Map<Integer, OutputOperationInfo> outputs) {

  /**
   * Makes a batch's description; the maps are copied.
   *
   * @param batchTime the batch
   * @param inputs what each input stream gave to the batch, by stream id
   * @param submissionTime when the batch's jobs were handed over
   * @param processingStart when the first of them began
   * @param processingEnd when the last of them ended
   * @param outputs the output operations by their id
   */
  public BatchInfo {
    inputs = Collections.unmodifiableMap(new TreeMap<>(inputs));
    outputs = Collections.unmodifiableMap(new TreeMap<>(outputs));
  }

  /**
   * Returns how long the batch had to wait before its first job began.
   *
   * @return from submission to start; empty until it has started
   */
  public Optional<Duration> schedulingDelay() {
    return Elapsed.between(OptionalLong.of(submissionTime), processingStart);
  }

  /**
   * Returns how long the batch's jobs took.
   *
   * @return from start to end; empty until it has ended
   */
  public Optional<Duration> processingDelay() {
    return Elapsed.between(processingStart, processingEnd);
  }

  /**
   * Returns how long the batch took altogether: scheduling delay and processing delay.
   *
   * @return from submission to end; empty until it has ended
   */
  public Optional<Duration> totalDelay() {
    return schedulingDelay().flatMap(waiting -> processingDelay().map(waiting::plus));
  }

  /**
   * Returns how many records all inputs together gave to the batch.
   *
   * @return the sum over {@link #inputs}
   */
  public long numRecords() {
    long records = 0;
    for (StreamInputInfo input : inputs.values()) {
      records += input.numRecords();
    }
    return records;
  }

  /**
   * Returns on how many records functions failed, so that they were skipped or quarantined.
   *
   * @return the sums over {@link #outputs}, by the id of the operator
   */
  public Map<String, Long> failedRecords() {
    Map<String, Long> sums = new TreeMap<>();
    for (OutputOperationInfo output : outputs.values()) {
      output.failedRecords().forEach((operator, count) -> sums.merge(operator, count, Long::sum));
    }
    return sums;
  }
}
