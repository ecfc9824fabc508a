package dev.sluice.listener;

import dev.sluice.engine.StageInfo;
import dev.sluice.time.Time;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * One output operation of one batch, as it stands when the event is posted. Immutable.
 *
 * @param batchTime the batch
 * @param id the operation's number within the batch, from 0 on
 * @param name what the operation is: {@code print}
 * @param description where in the program it stands, or what else tells it from others
 * @param start when it began, in the clock's milliseconds; empty while it waits
 * @param end when it ended, in the clock's milliseconds; empty while it waits or runs
 * @param failureReason why it failed; empty if it did not
 * @param failedRecords how many records functions failed on and were left out, skipped or
 *     quarantined, as their streams' error policies say, by the id of the operator; those of them
 *     that no operation of this process has told of before
 * @param stages the stages of its jobs that have ended, in that order; none until it has ended
 *     itself, and at most {@link #MOST_STAGES} of them
 * @param moreStages how many stages more there were
 */
public record OutputOperationInfo(
    Time batchTime,
    int id,
    String name,
    String description,
    OptionalLong start,
    OptionalLong end,
    Optional<String> failureReason,
    Map<String, Long> failedRecords,
    List<StageInfo> stages,
    int moreStages) {

  /** How many stages are told of one operation. */
  public static final int MOST_STAGES = 64;

  /**
   * Makes an output operation's description; the map and the list are copied.
   *
   * @param batchTime the batch
   * @param id the operation's number within the batch
   * @param name what the operation is
   * @param description where in the program it stands
   * @param start when it began
   * @param end when it ended
   * @param failureReason why it failed
   * @param failedRecords how many records were left out, by operator
   * @param stages the stages that have ended
   * @param moreStages how many stages more there were
   */
  public OutputOperationInfo {
    failedRecords = Collections.unmodifiableMap(new TreeMap<>(failedRecords));
    stages = List.copyOf(stages);
  }

  /**
   * Returns how long the operation took.
   *
   * @return from start to end; empty until it has ended
   */
  public Optional<Duration> duration() {
    return Elapsed.between(start, end);
  }
}
