package dev.sluice.dstream;

import dev.sluice.time.Time;
import java.util.Map;

/**
 * An output operation of one batch, ready to run. Immutable; run once, on any thread.
 *
 * @param time the batch
 * @param output the output operation, from 0 in the order of definition
 * @param id the output operation, the same after a restart
 * @param name the kind of operation
 * @param description the operation and where the program defined it
 * @param action calls the user's function
 */
public record OutputJob(
    Time time, int output, String id, String name, String description, Action action) {
  /** What an output operation does. */
  @FunctionalInterface
  public interface Action {
    /**
     * Runs to the end of the operation.
     *
     * @return how many records functions failed on and were left out, by the id of the operator, as
     *     far as no operation has told of them before
     */
    Map<String, Long> run() throws Exception;
  }
}
