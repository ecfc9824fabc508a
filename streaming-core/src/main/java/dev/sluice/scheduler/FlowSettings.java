package dev.sluice.scheduler;

import dev.sluice.receiver.Backpressure;
import dev.sluice.receiver.ReceiverSettings;

/**
 * How much receivers may receive. Immutable.
 *
 * @param maxUnprocessedBytes the bound of what was received and is not processed yet, 1 or more;
 *     {@link ReceiverSettings#UNBOUNDED} for none
 * @param backpressure when receivers are limited to the rate of the batches
 * @param pid how that rate is estimated
 */
public record FlowSettings(long maxUnprocessedBytes, Backpressure backpressure, PidSettings pid) {
  /** No bound of bytes, and no limit of rates. */
  public static final FlowSettings NONE =
      new FlowSettings(ReceiverSettings.UNBOUNDED, Backpressure.FALSE, PidSettings.DEFAULTS);

  private static final int BUFFER_SHARE = 4;

  /**
   * Checks the bound.
   *
   * @throws IllegalArgumentException if it is out of range
   */
  public FlowSettings {
    if (maxUnprocessedBytes < 1) {
      throw new IllegalArgumentException(
          "Cannot bound what is received: found %d bytes, expected 1 or more"
              .formatted(maxUnprocessedBytes));
    }
  }

  /** What a block generator may hold when so many receivers share a quarter of the bound. */
  public long bufferBytes(int receivers) {
    return maxUnprocessedBytes == ReceiverSettings.UNBOUNDED
        ? ReceiverSettings.UNBOUNDED
        : Math.max(1, maxUnprocessedBytes / BUFFER_SHARE / Math.max(1, receivers));
  }

  /** The bound of what is in blocks: the rest. */
  long maxBlockBytes() {
    return maxUnprocessedBytes == ReceiverSettings.UNBOUNDED
        ? ReceiverSettings.UNBOUNDED
        : maxUnprocessedBytes - maxUnprocessedBytes / BUFFER_SHARE;
  }
}
