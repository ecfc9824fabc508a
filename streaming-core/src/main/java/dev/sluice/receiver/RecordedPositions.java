package dev.sluice.receiver;

import dev.sluice.engine.BlockId;
import dev.sluice.io.Bytes;

/**
 * The positions of a block that is recorded. Immutable.
 *
 * @param block the block
 * @param progress how far it is
 * @param positions the positions as {@link ReceivedBlock#metadata} has them
 */
public record RecordedPositions(BlockId block, Progress progress, Bytes positions) {
  /** How far a block is. */
  public enum Progress {
    /** It ended with an earlier process, and is needed as it was. */
    AWAITED,
    /** It is stored, and its positions are to be acknowledged once it is processed. */
    STORED,
    /** Its positions can be acknowledged at once. */
    PROCESSED
  }
}
