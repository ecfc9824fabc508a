package dev.sluice.monitor;

import dev.sluice.listener.ReceiverInfo;
import dev.sluice.receiver.AckAfter;
import dev.sluice.time.Time;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A receiver at one moment. Immutable.
 *
 * @param info what its events tell, too
 * @param state how far it is
 * @param waitingBlocks how many of its blocks no batch has yet
 * @param waitingBytes the bytes of these
 * @param slowed whether it had to wait lately, as too much was unprocessed
 * @param rateLimit how many records a second it may receive; empty without limit
 * @param acknowledges when it acknowledges to its source; empty if it does not
 * @param oldestUnacknowledged of one that acknowledges what is processed: the oldest batch with
 *     records that are not acknowledged
 */
public record ReceiverStatus(
    ReceiverInfo info,
    State state,
    int waitingBlocks,
    long waitingBytes,
    boolean slowed,
    OptionalLong rateLimit,
    Optional<AckAfter> acknowledges,
    Optional<Time> oldestUnacknowledged) {

  /** How far a receiver is. */
  public enum State {
    /** It has never run. */
    STARTING,
    /** It runs. */
    ACTIVE,
    /** It has ended and will be started again. */
    RESTARTING,
    /** It has ended for good. */
    STOPPED
  }
}
