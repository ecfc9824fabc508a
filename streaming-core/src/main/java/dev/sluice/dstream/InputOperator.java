package dev.sluice.dstream;

import dev.sluice.ledger.BatchInput;
import dev.sluice.rdd.RDD;
import dev.sluice.rdd.RddContext;
import dev.sluice.time.Time;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what the ledger says a stream gives to a batch; nothing if the ledger has forgotten it. */
final class InputOperator<T> extends Operator<T> {
  /** Builds the dataset of a batch from its descriptor. */
  @FunctionalInterface
  interface Reader<T> {
    @Nullable RDD<T> read(RddContext context, Time batch, BatchInput input) throws Exception;
  }

  private final int streamId;
  private final Reader<T> reader;

  InputOperator(DStreamGraph graph, String name, int streamId, Reader<T> reader) {
    super(graph, name);
    this.streamId = streamId;
    this.reader = reader;
  }

  @Override
  List<Operator<?>> parents() {
    return List.of();
  }

  @Override
  Duration slide() {
    return graph().batchInterval();
  }

  @Override
  Optional<RDD<T>> compute(Time time) throws Exception {
    Optional<BatchInput> input = graph().input(time, streamId);
    if (input.isEmpty()) {
      return Optional.empty();
    }
    return Optional.ofNullable(reader.read(graph().rdds(), time, input.get()));
  }
}
