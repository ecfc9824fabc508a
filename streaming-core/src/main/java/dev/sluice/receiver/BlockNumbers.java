package dev.sluice.receiver;

import dev.sluice.engine.BlockId;

/**
 * Numbers the blocks of one launch of a receiver, strictly increasing. A number is a time in
 * milliseconds or later, below the launch's epoch; so launches never share a number, even if one
 * ran ahead of the clock or has not noticed yet that it was replaced. Thread-safe: a monitor guards
 * the last number.
 */
final class BlockNumbers {
  private static final int TIME_BITS = 44;

  private final String namespace;
  private final long epochBits;
  private long last;

  BlockNumbers(String namespace, int epoch, long nowMs) {
    this.namespace = namespace;
    epochBits = (long) epoch << TIME_BITS;
    last = epochBits + Math.max(nowMs, 0) - 1;
  }

  /** The next id. */
  synchronized BlockId next() {
    return new BlockId(namespace, ++last);
  }

  /** The next id, or the one of a time if that is later. */
  synchronized BlockId next(long timeMs) {
    last = Math.max(last + 1, epochBits + timeMs);
    return new BlockId(namespace, last);
  }
}
