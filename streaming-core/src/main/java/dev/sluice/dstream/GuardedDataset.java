package dev.sluice.dstream;

import dev.sluice.time.Time;
import java.io.Serializable;

/**
 * A dataset whose records may fail, and what is said of it. Immutable.
 *
 * @param operator the operator's id
 * @param description the operator in words, with its place in the program
 * @param policy in words
 */
record GuardedDataset(
    String operator, String description, Time time, String policy, FailureBounds bounds)
    implements Serializable {
  /** Fails if more was found than is allowed. */
  void require(long found, long foundBytes, Throwable first) {
    if (!bounds.admit(found, foundBytes)) {
      throw new ErrorBudgetException(
          "Cannot process batch %s: too many records failed in %s under the policy %s: %s"
              .formatted(time, description, policy, bounds.describe(found, foundBytes)),
          first);
    }
  }
}
