package dev.sluice.scheduler;

import dev.sluice.dstream.GraphInput;
import dev.sluice.dstream.InputSource;
import dev.sluice.io.Bytes;
import dev.sluice.ledger.BatchInput;
import dev.sluice.ledger.Ledger;
import dev.sluice.ledger.LedgerEvent.StreamAdded;
import dev.sluice.time.Time;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.function.BiConsumer;

/** The sources that were started and have to be stopped. Confined to the driver thread. */
final class RunningSources {
  private final Deque<InputSource<?>> started = new ArrayDeque<>();

  /**
   * Starts the sources among the inputs, those that the ledger knows again; records the others. One
   * that throws ends that.
   *
   * @param before one interval before the first batch that is chosen for
   */
  void start(List<GraphInput> inputs, Ledger ledger, Resumption resumption, Time before)
      throws Exception {
    Map<Integer, Bytes> known = new HashMap<>();
    ledger.streams().forEach(stream -> known.put(stream.streamId(), stream.origin()));
    for (GraphInput input : inputs) {
      Bytes origin = known.get(input.streamId());
      if (origin == null) {
        ledger.append(new StreamAdded(input.streamId(), input.key(), startNew(input, before)));
      } else if (input instanceof GraphInput.OfSource withSource) {
        withSource.source().resume(origin, recent(ledger, resumption, input));
        started.add(withSource.source());
      }
    }
  }

  private static NavigableMap<Time, BatchInput> recent(
      Ledger ledger, Resumption resumption, GraphInput input) {
    return ledger.inputs(resumption.zero(), resumption.firstTick(), input.streamId());
  }

  private Bytes startNew(GraphInput input, Time before) throws Exception {
    if (input instanceof GraphInput.OfSource withSource) {
      Bytes origin = withSource.source().start(before);
      started.add(withSource.source());
      return origin;
    }
    return Bytes.EMPTY;
  }

  /** Stops what was started; tells what is thrown, and by which source. */
  void stop(BiConsumer<InputSource<?>, Throwable> onFailure) {
    while (!started.isEmpty()) {
      InputSource<?> source = started.remove();
      try {
        source.stop();
      } catch (RuntimeException | Error e) {
        onFailure.accept(source, e);
      }
    }
  }
}
