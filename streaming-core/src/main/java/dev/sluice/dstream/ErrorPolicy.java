package dev.sluice.dstream;

import dev.sluice.io.Storage;
import dev.sluice.quarantine.Quarantine;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a record on which a user's function throws an exception, or runs out of stack;
 * given to {@code onError} of a stream. Immutable.
 *
 * <p>Whatever the policy, interrupts and other errors, such as lack of memory, fail the task.
 */
public final class ErrorPolicy {
  private static final long QUARANTINED_RECORDS = 10_000;
  private static final long QUARANTINED_BYTES = 64L << 20;
  private static final ErrorPolicy FAIL = new ErrorPolicy(Action.FAIL, null, 0);

  private final Action action;
  private final @Nullable Quarantine quarantine;
  private final long most;

  private ErrorPolicy(Action action, @Nullable Quarantine quarantine, long most) {
    this.action = action;
    this.quarantine = quarantine;
    this.most = most;
  }

  private enum Action {
    FAIL,
    SKIP,
    QUARANTINE
  }

  /** The batch fails, and with it the program: what streams do unless they are told otherwise. */
  public static ErrorPolicy fail() {
    return FAIL;
  }

  /** The record is left out and counted; as many as there are, unless {@link #atMost} is called. */
  public static ErrorPolicy skip() {
    return new ErrorPolicy(Action.SKIP, null, Long.MAX_VALUE);
  }

  /**
   * The record is left out, counted and kept in a file of a directory, with its original bytes and
   * position, the operator and the exception. The file of a batch is written before an output
   * operation that came across the record counts as done, and has each record once. The directory
   * is made when it is needed; it belongs to one stream.
   *
   * <p>A batch may have 10,000 such records unless {@link #atMost} says otherwise, and 64 MiB of
   * them, since they are in memory until the output operation ends.
   *
   * @throws IllegalArgumentException if the text is no path or {@code file:} URI, nor a URI that
   *     something on the class path knows
   */
  public static ErrorPolicy quarantine(String directory) {
    return quarantine(Quarantine.of(directory));
  }

  /** As {@link #quarantine(String)}, with the files in the root of a storage. */
  public static ErrorPolicy quarantine(Storage storage) {
    return quarantine(Quarantine.of(storage));
  }

  private static ErrorPolicy quarantine(Quarantine quarantine) {
    return new ErrorPolicy(Action.QUARANTINE, quarantine, QUARANTINED_RECORDS);
  }

  /**
   * The same, but a batch with more such records in an operator fails, and with it the program.
   *
   * @throws IllegalArgumentException if the number is negative, or any record fails the batch
   *     anyway
   */
  public ErrorPolicy atMost(long recordsPerBatch) {
    if (recordsPerBatch < 0 || isFail()) {
      throw new IllegalArgumentException(
          "Cannot allow %d failed records a batch under the policy %s: expected 0 or more and a policy that leaves records out"
              .formatted(recordsPerBatch, this));
    }
    return new ErrorPolicy(action, quarantine, recordsPerBatch);
  }

  boolean isFail() {
    return action == Action.FAIL;
  }

  /** Where records are kept; empty if they are not. */
  Optional<Quarantine> quarantine() {
    return Optional.ofNullable(quarantine);
  }

  FailureBounds bounds() {
    return new FailureBounds(most, quarantine == null ? Long.MAX_VALUE : QUARANTINED_BYTES);
  }

  /** {@code fail}, {@code skip} or {@code quarantine in DIRECTORY}. */
  @Override
  public String toString() {
    return switch (action) {
      case FAIL -> "fail";
      case SKIP -> "skip";
      case QUARANTINE -> "quarantine in " + quarantine;
    };
  }
}
