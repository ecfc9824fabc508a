package dev.sluice.dstream;

import dev.sluice.engine.BlockStore;
import dev.sluice.engine.EngineException;
import dev.sluice.io.LogPosition;
import dev.sluice.io.Serializer;
import dev.sluice.ledger.BatchInput;
import dev.sluice.rdd.RDD;
import dev.sluice.rdd.RddContext;
import dev.sluice.rdd.Source;
import dev.sluice.rdd.Split;
import dev.sluice.rdd.TaskContext;
import dev.sluice.receiver.ReceivedBlock;
import dev.sluice.receiver.ReceivedLogs;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a received block from the block store, or from the write-ahead log if it is not there.
 * Immutable.
 *
 * @param block what is read
 * @param logs the logs of received data; null for none
 */
record BlockSplit<T>(ReceivedBlock block, @Nullable ReceivedLogs logs) implements Split<T> {
  @Override
  public Iterator<T> open(TaskContext context) {
    Optional<Iterator<T>> stored = context.service(BlockStore.class).get(block.id());
    return stored.orElseGet(() -> logged(context.service(Serializer.class)));
  }

  private Iterator<T> logged(Serializer serializer) {
    LogPosition position = block.logged();
    if (logs == null || position == null) {
      throw new EngineException(
          "Cannot read block " + block.id() + ": it is not stored, and no write-ahead log has it",
          null);
    }
    try {
      return serializer.deserialize(logs.read(block.streamId(), position));
    } catch (IOException failure) {
      throw new EngineException(
          "Cannot read block %s: it is not stored, and the write-ahead log cannot give it: %s"
              .formatted(block.id(), failure.getMessage()),
          failure);
    }
  }

  /** The dataset of a batch's received blocks, a partition for each. */
  static <T> RDD<T> read(RddContext context, BatchInput input, @Nullable ReceivedLogs logs) {
    List<BlockSplit<T>> splits =
        input.blocks().stream().map(block -> new BlockSplit<T>(block, logs)).toList();
    return context.rdd(new Source<T>(splits));
  }
}
