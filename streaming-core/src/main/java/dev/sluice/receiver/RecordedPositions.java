package dev.sluice.receiver;

import dev.sluice.engine.BlockId;
import dev.sluice.io.Bytes;

/**
 * The positions of a block that is recorded. Immutable.
 *
 * @param block the block
 * @param processed whether its positions can be acknowledged at once
 * @param positions the positions as {@link ReceivedBlock#metadata} has them
 */
public record RecordedPositions(BlockId block, boolean processed, Bytes positions) {}
