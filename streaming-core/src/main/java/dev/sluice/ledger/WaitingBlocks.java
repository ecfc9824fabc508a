package dev.sluice.ledger;

import dev.sluice.receiver.ReceivedBlock;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The received blocks that no batch has yet. Confined to the driver thread. */
final class WaitingBlocks {
  private final Map<Integer, Deque<ReceivedBlock>> blocks = new TreeMap<>();

  void add(ReceivedBlock block) {
    blocks.computeIfAbsent(block.streamId(), id -> new ArrayDeque<>()).add(block);
  }

  /**
   * Takes out the blocks that go to a batch.
   *
   * @throws IllegalStateException if others are next; none is taken
   */
  void take(Collection<BatchInput> inputs) {
    inputs.forEach(this::requireNext);
    for (BatchInput input : inputs) {
      Deque<ReceivedBlock> waiting = blocks.getOrDefault(input.streamId(), new ArrayDeque<>());
      input.blocks().forEach(block -> waiting.remove());
    }
  }

  private void requireNext(BatchInput input) {
    Iterator<ReceivedBlock> next = of(input.streamId()).iterator();
    for (ReceivedBlock block : input.blocks()) {
      if (!next.hasNext() || !block.equals(next.next())) {
        throw new IllegalStateException(
            "Cannot allocate block " + block.id() + ": it is not the next one waiting");
      }
    }
  }

  /** Those of a stream, in order of arrival. */
  List<ReceivedBlock> of(int streamId) {
    Deque<ReceivedBlock> waiting = blocks.get(streamId);
    return waiting == null ? List.of() : List.copyOf(waiting);
  }

  /** All, those of a stream in order of arrival. */
  Stream<ReceivedBlock> all() {
    return blocks.values().stream().flatMap(Deque::stream);
  }
}
