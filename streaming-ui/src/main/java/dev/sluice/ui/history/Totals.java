package dev.sluice.ui.history;

import java.util.Map;

/**
 * What all batches since the start came to, whether they are retained or not. Immutable.
 *
 * @param completed batches that ended well
 * @param failed batches that ended badly
 * @param received records in batches that began
 * @param processed records in batches that ended well
 * @param leftOut records on which functions failed and that were skipped or quarantined
 * @param receivedByStream records in batches that began, by stream
 */
public record Totals(
    long completed,
    long failed,
    long received,
    long processed,
    long leftOut,
    Map<Integer, Long> receivedByStream) {
  /** Copies the map. */
  public Totals {
    receivedByStream = Map.copyOf(receivedByStream);
  }

  /** How many batches have ended. */
  public long ended() {
    return completed + failed;
  }
}
