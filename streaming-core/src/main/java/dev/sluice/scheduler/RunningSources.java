package dev.sluice.scheduler;

import dev.sluice.dstream.GraphInput;
import dev.sluice.dstream.InputSource;
import dev.sluice.time.Time;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.BiConsumer;

/** The sources that were started and have to be stopped. Confined to the driver thread. */
final class RunningSources {
  private final Deque<InputSource<?>> started = new ArrayDeque<>();

  /** Starts the sources among the inputs; one that throws ends that. */
  void start(List<GraphInput> inputs, Time zero) throws Exception {
    for (GraphInput input : inputs) {
      if (input instanceof GraphInput.OfSource withSource) {
        var unused = withSource.source().start(zero);
        started.add(withSource.source());
      }
    }
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
