package dev.sluice.dstream;

import dev.sluice.ledger.BatchInput;
import dev.sluice.rdd.RDD;
import dev.sluice.rdd.RddContext;
import dev.sluice.time.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the ledger says a stream gave since the time before on the grid: to one batch, or to
 * several of an earlier process whose batches were shorter.
 *
 * <p>Thread-safe: guarded by the graph's monitor.
 */
final class InputOperator<T> extends Operator<T> {
  /** Builds the dataset of a batch from its descriptor. */
  @FunctionalInterface
  interface Reader<T> {
    @Nullable RDD<T> read(RddContext context, Time batch, BatchInput input) throws Exception;
  }

  /** Describes the input. */
  @FunctionalInterface
  interface Description {
    GraphInput of(int streamId, String key, String name);
  }

  private final String inputKind;
  private final GraphInputs inputs;
  private final Reader<T> reader;
  private final Description description;
  private int streamId;

  /** An input; its number is the next one, unless another is recorded. */
  InputOperator(
      DStreamGraph graph,
      String inputKind,
      GraphInputs inputs,
      Reader<T> reader,
      Description description) {
    super(graph, inputs.nextName(inputKind));
    this.inputKind = inputKind;
    this.inputs = inputs;
    this.streamId = inputs.nextStreamId();
    this.reader = reader;
    this.description = description;
  }

  /** The kind without the number. */
  String inputKind() {
    return inputKind;
  }

  int streamId() {
    synchronized (graph()) {
      return streamId;
    }
  }

  void number(int recorded) {
    streamId = recorded;
  }

  GraphInput input(String key) {
    return description.of(streamId, key, name().orElse(kind()));
  }

  @Override
  List<Operator<?>> parents() {
    return List.of();
  }

  @Override
  boolean isAnchor() {
    return true;
  }

  @Override
  Duration slide() {
    return graph().batchInterval();
  }

  @Override
  boolean isReadAgain() {
    return inputs.isReadAgain(input(""));
  }

  /** Empty without dataset in the batch, and if nothing is known of the batch. */
  @Override
  Optional<RDD<T>> compute(Time time) throws Exception {
    Time before = time.minus(slide());
    Map<Time, BatchInput> recorded = inputs.recorded(before, time, streamId);
    if (recorded.isEmpty()) {
      return inputs.isAnyRecorded(before, time)
          ? Optional.of(graph().rdds().emptyRDD())
          : Optional.empty();
    }
    List<RDD<T>> datasets = new ArrayList<>(recorded.size());
    for (Map.Entry<Time, BatchInput> input : recorded.entrySet()) {
      RDD<T> dataset = reader.read(graph().rdds(), input.getKey(), input.getValue());
      if (dataset != null) {
        datasets.add(dataset);
      }
    }
    return union(datasets);
  }

  private Optional<RDD<T>> union(List<RDD<T>> datasets) {
    if (datasets.size() > 1) {
      return Optional.of(graph().rdds().union(datasets));
    }
    return datasets.stream().findFirst();
  }
}
