package dev.sluice.receiver;

import dev.sluice.engine.BlockId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link BlockGenerator} calls back. {@link #onAddData} and {@link #onGenerateBlock} exclude
 * each other: what was added before a block was generated is in that block or an earlier one, so a
 * listener can note source positions per block without a lock of its own. Both must be short and
 * must not block; they hold up the clock and other adders.
 *
 * @param <T> the records
 */
public interface BlockGeneratorListener<T> {
  /**
   * Records were added with {@link BlockGenerator#addDataWithCallback}, one, or {@link
   * BlockGenerator#addMultipleDataWithCallback}, all of a call at once. Called on the adder's
   * thread; what it throws goes to the adder, the records stay added.
   *
   * @param records what was added, not to be changed
   * @param metadata what was given with them
   */
  default void onAddData(List<T> records, @Nullable Object metadata) {}

  /**
   * A block was closed. Called on the clock's thread or one of the generator's or an adder's. What
   * it throws goes to {@link #onError}; the block is pushed nevertheless.
   */
  default void onGenerateBlock(BlockId block) {}

  /**
   * A block is to be stored, in the order in which they were closed; called on the generator's
   * thread, may take its time. The list belongs to the listener. A failure goes to {@link
   * #onError}, and the next block follows.
   */
  void onPushBlock(BlockId block, List<T> records) throws Exception;

  /** Something failed; called on the thread where it did. */
  void onError(String message, Throwable error);
}
