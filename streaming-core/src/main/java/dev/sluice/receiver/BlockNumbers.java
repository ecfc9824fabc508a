package dev.sluice.receiver;

import dev.sluice.engine.BlockId;
import java.util.HashSet;
import java.util.Set;

/**
 * Numbers the blocks of one launch of a receiver, strictly increasing. A number is a time in
 * milliseconds or later, below the launch's epoch; so launches never share a number, even if one
 * ran ahead of the clock or has not noticed yet that it was replaced. Thread-safe: a monitor guards
 * what it knows.
 */
final class BlockNumbers {
  private static final int TIME_BITS = 44;

  private final String namespace;
  private final long epochBits;
  private final Set<Long> taken = new HashSet<>();
  private long last;

  BlockNumbers(String namespace, int epoch, long nowMs) {
    this.namespace = namespace;
    epochBits = (long) epoch << TIME_BITS;
    last = epochBits + Math.max(nowMs, 0) - 1;
  }

  /** Does not give the ids that blocks of an earlier process have. */
  synchronized void skip(BlockId block) {
    if (block.namespace().equals(namespace) && block.number() > last) {
      taken.add(block.number());
    }
  }

  /** The next id. */
  synchronized BlockId next() {
    return number(last + 1);
  }

  /** The next id, or the one of a time if that is later. */
  synchronized BlockId next(long timeMs) {
    return number(Math.max(last + 1, epochBits + timeMs));
  }

  private BlockId number(long least) {
    last = least;
    while (taken.remove(last)) {
      last++;
    }
    return new BlockId(namespace, last);
  }
}
