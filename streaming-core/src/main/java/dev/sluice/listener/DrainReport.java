package dev.sluice.listener;

import dev.sluice.time.Time;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The account of a stop. Immutable.
 *
 * @param outcome how it went
 * @param batchesDone batches completed between the request to stop and the end
 * @param batchesLeft batches that have inputs and are not done, oldest first
 * @param recordsLeft received records that are in no completed batch, as far as they were counted
 * @param receiversLeft names of receivers that did not end
 * @param threadsLeft names of threads that run on although they were interrupted, such as one with
 *     an output that waits for ever
 * @param took the time from the request to the end
 */
public record DrainReport(
    Outcome outcome,
    int batchesDone,
    List<Time> batchesLeft,
    long recordsLeft,
    List<String> receiversLeft,
    List<String> threadsLeft,
    Duration took) {

  /** Copies the lists. */
  public DrainReport {
    batchesLeft = List.copyOf(batchesLeft);
    receiversLeft = List.copyOf(receiversLeft);
    threadsLeft = List.copyOf(threadsLeft);
  }

  /** How a stop went. */
  public enum Outcome {
    /** Everything received was processed. */
    CLEAN("everything received was processed"),
    /** It was a stop without draining. */
    IMMEDIATE("stopped at once, as asked"),
    /** Something failed, so that not everything could be processed. */
    FAILED("not everything could be processed because a batch failed"),
    /** After a crash a source had not yet sent again what batches need; they run later. */
    AWAITING("not everything could be processed because a source has to send records again"),
    /** Time was up before everything was processed. */
    DEADLINE("time was up before everything was processed"),
    /** The stop goes on after this report, because one of its own threads asked for it. */
    REQUESTED("the stop goes on in the background");

    private final String reason;

    Outcome(String reason) {
      this.reason = reason;
    }

    /** A few words for people. */
    public String reason() {
      return reason;
    }
  }

  /** A report of a context that had nothing to stop, or whose stop goes on elsewhere. */
  public static DrainReport ofNothing(Outcome outcome) {
    return new DrainReport(outcome, 0, List.of(), 0, List.of(), List.of(), Duration.ZERO);
  }

  /** The same with threads that did not end. */
  public DrainReport withThreadsLeft(List<String> threads) {
    return new DrainReport(
        outcome, batchesDone, batchesLeft, recordsLeft, receiversLeft, threads, took);
  }

  /** The oldest batch that is not done, if one is left. */
  public Optional<Time> oldestUnprocessed() {
    return batchesLeft.stream().findFirst();
  }

  /** One line for people. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("Drain report: ").append(outcome.reason());
    text.append("; batches done ").append(batchesDone);
    text.append(", left ").append(batchesLeft.size());
    oldestUnprocessed().ifPresent(time -> text.append(", oldest unprocessed ").append(time));
    text.append("; records left ").append(recordsLeft);
    if (!receiversLeft.isEmpty()) {
      text.append("; receivers that did not end ").append(receiversLeft);
    }
    if (!threadsLeft.isEmpty()) {
      text.append("; threads that did not end ").append(threadsLeft);
    }
    return text.append("; took ").append(took.toMillis()).append(" ms").toString();
  }
}
