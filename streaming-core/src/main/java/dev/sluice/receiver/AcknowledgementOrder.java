package dev.sluice.receiver;

import dev.sluice.engine.BlockId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

/**
 * Positions that wait to be acknowledged, in the order in which they were stored, each with the
 * block that it waits for. Confined to one thread.
 *
 * @param <P> the positions
 */
final class AcknowledgementOrder<P> {
  private final Deque<Waiting<P>> waiting = new ArrayDeque<>();

  /** Positions one after the other that wait for the same block. */
  private record Waiting<P>(BlockId block, List<P> positions) {}

  void add(BlockId block, P position) {
    Waiting<P> last = waiting.peekLast();
    if (last == null || !last.block().equals(block)) {
      last = new Waiting<>(block, new ArrayList<>());
      waiting.add(last);
    }
    last.positions().add(position);
  }

  /** Takes the first ones out, up to one whose block is not processed. */
  List<P> takeProcessed(Predicate<BlockId> isProcessed) {
    List<P> taken = List.of();
    while (!waiting.isEmpty() && isProcessed.test(waiting.element().block())) {
      List<P> positions = waiting.remove().positions();
      if (taken.isEmpty()) {
        taken = positions;
      } else {
        taken.addAll(positions);
      }
    }
    return taken;
  }
}
