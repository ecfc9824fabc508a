package dev.sluice.scheduler;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/**
 * The streams whose receivers are slowed: from the first block that waits for room until none has
 * waited at the end of some batches in a row. Confined to the driver thread.
 */
final class SlowedReceivers {
  private static final int BATCHES = 5;

  private final Map<Integer, Integer> batchesSince = new TreeMap<>();

  /** A block of a stream waits; whether its receiver is slowed from now on and was not before. */
  boolean waits(int streamId) {
    return batchesSince.put(streamId, 0) == null;
  }

  /** Whether a stream's receiver is slowed. */
  boolean contains(int streamId) {
    return batchesSince.containsKey(streamId);
  }

  /**
   * A batch has ended.
   *
   * @param isWaiting whether a block of a stream waits
   */
  void batchEnded(IntPredicate isWaiting) {
    batchesSince.replaceAll((stream, since) -> isWaiting.test(stream) ? 0 : since + 1);
    batchesSince.values().removeIf(since -> since >= BATCHES);
  }
}
