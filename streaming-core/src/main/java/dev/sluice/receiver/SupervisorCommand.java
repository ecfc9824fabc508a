package dev.sluice.receiver;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What the thread of a supervisor is to do. Immutable. */
sealed interface SupervisorCommand {
  /** Stop the receiver and start it after a delay; without one, the supervisor chooses it. */
  record Restart(String message, @Nullable Throwable error, @Nullable Duration delay)
      implements SupervisorCommand {}

  /** The delay is over. */
  record StartAgain() implements SupervisorCommand {}

  /** Stop the receiver and end. */
  record Stop(String message, @Nullable Throwable error) implements SupervisorCommand {}
}
