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
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads received blocks one behind the other, each from the block store, or from the write-ahead
 * log if it is not there. Immutable.
 *
 * @param blocks what is read
 * @param logs the logs of received data; null for none
 */
record BlockSplit<T>(List<ReceivedBlock> blocks, @Nullable ReceivedLogs logs) implements Split<T> {
  @Override
  public Iterator<T> open(TaskContext context) {
    Iterator<ReceivedBlock> left = blocks.iterator();
    return new Iterator<>() {
      private Iterator<T> records = Collections.emptyIterator();

      @Override
      public boolean hasNext() {
        while (!records.hasNext() && left.hasNext()) {
          records = open(left.next(), context);
        }
        return records.hasNext();
      }

      @Override
      public T next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        return records.next();
      }

      @Override
      public void forEachRemaining(Consumer<? super T> action) {
        while (hasNext()) {
          records.forEachRemaining(action);
        }
      }
    };
  }

  @Override
  public List<StoredBlock> storedBlocks() {
    return blocks.stream()
        .map(block -> new StoredBlock(block.id().namespace(), block.id().number()))
        .toList();
  }

  private Iterator<T> open(ReceivedBlock block, TaskContext context) {
    Optional<Iterator<T>> stored = context.service(BlockStore.class).get(block.id());
    return stored.orElseGet(() -> logged(block, context.service(Serializer.class)));
  }

  private Iterator<T> logged(ReceivedBlock block, Serializer serializer) {
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

  /**
   * The dataset of a batch's received blocks, in their order: a partition for each, or, if that
   * were more than {@code most}, partitions of about the same size with several blocks.
   */
  static <T> RDD<T> read(
      RddContext context, BatchInput input, @Nullable ReceivedLogs logs, int most) {
    List<BlockSplit<T>> splits =
        grouped(input.blocks(), most).stream()
            .map(blocks -> new BlockSplit<T>(List.copyOf(blocks), logs))
            .toList();
    return context.rdd(new Source<T>(splits));
  }

  private static List<List<ReceivedBlock>> grouped(List<ReceivedBlock> blocks, int most) {
    if (blocks.size() <= most) {
      return blocks.stream().map(List::of).toList();
    }
    long total = blocks.stream().mapToLong(BlockSplit::weight).sum();
    List<List<ReceivedBlock>> groups = new ArrayList<>();
    List<ReceivedBlock> group = new ArrayList<>();
    long before = 0;
    long end = 0;
    for (ReceivedBlock block : blocks) {
      long place = (long) ((double) before / total * most);
      if (place >= end) {
        group = new ArrayList<>();
        groups.add(group);
        end = place + 1;
      }
      group.add(block);
      before += weight(block);
    }
    return groups;
  }

  private static long weight(ReceivedBlock block) {
    return block.bytes() + 1;
  }
}
