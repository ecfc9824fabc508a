package dev.sluice.dstream;

import dev.sluice.engine.BlockId;
import dev.sluice.engine.BlockStore;
import dev.sluice.engine.EngineException;
import dev.sluice.ledger.BatchInput;
import dev.sluice.rdd.RDD;
import dev.sluice.rdd.RddContext;
import dev.sluice.rdd.Source;
import dev.sluice.rdd.Split;
import dev.sluice.rdd.TaskContext;
import dev.sluice.receiver.ReceivedBlock;
import java.util.Iterator;
import java.util.List;

/**
 * Reads a received block from the block store. Immutable.
 *
 * @param block where it is kept
 */
record BlockSplit<T>(BlockId block) implements Split<T> {
  @Override
  public Iterator<T> open(TaskContext context) {
    return context
        .service(BlockStore.class)
        .<T>get(block)
        .orElseThrow(
            () -> new EngineException("Cannot read block " + block + ": it is not stored", null));
  }

  /** The dataset of a batch's received blocks, a partition for each. */
  static <T> RDD<T> read(RddContext context, BatchInput input) {
    List<BlockSplit<T>> splits =
        input.blocks().stream().map(ReceivedBlock::id).map(BlockSplit<T>::new).toList();
    return context.rdd(new Source<T>(splits));
  }
}
