package dev.sluice.dstream;

import dev.sluice.ledger.BatchInput;
import dev.sluice.ledger.LedgerEvent.StreamAdded;
import dev.sluice.receiver.ReceivedLogs;
import dev.sluice.receiver.Receiver;
import dev.sluice.time.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The inputs of a graph: their numbers, and the keys by which these are recorded. Guarded by the
 * graph's monitor.
 */
final class GraphInputs {
  private final List<InputOperator<?>> operators = new ArrayList<>();
  private final IdentityHashMap<Receiver<?>, String> receivers = new IdentityHashMap<>();
  private final TreeSet<Integer> streamIds = new TreeSet<>();
  private final boolean receiversLog;
  private InputLookup lookup = (after, upTo, streamId) -> new TreeMap<>();
  private @Nullable List<GraphInput> fixed;
  private volatile @Nullable ReceivedLogs receivedLogs;

  /**
   * No inputs.
   *
   * @param receiversLog whether what receivers receive is logged
   */
  GraphInputs(boolean receiversLog) {
    this.receiversLog = receiversLog;
  }

  /** The number of the next input in a program that starts for the first time. */
  int nextStreamId() {
    return operators.size();
  }

  String nextName(String kind) {
    return kind + " [" + nextStreamId() + "]";
  }

  <T> InputDStream<T> add(
      DStreamGraph graph,
      String kind,
      InputOperator.Reader<T> reader,
      InputOperator.Description description) {
    InputOperator<T> operator = new InputOperator<>(graph, kind, this, reader, description);
    operators.add(operator);
    streamIds.add(operator.streamId());
    return new InputDStream<>(operator);
  }

  /**
   * Adds an input fed by a receiver.
   *
   * @throws IllegalArgumentException if it feeds another already
   */
  <T> InputDStream<T> addReceiver(
      DStreamGraph graph,
      String kind,
      Receiver<T> receiver,
      Guarantee guarantee,
      int mostPartitions) {
    reserve(receiver, kind);
    return add(
        graph,
        kind,
        (context, batch, input) -> BlockSplit.read(context, input, receivedLogs, mostPartitions),
        (id, key, name) -> new GraphInput.OfReceiver(id, key, name, receiver, guarantee));
  }

  /** Adds an input that asks a source for each batch. */
  <T> InputDStream<T> addSource(DStreamGraph graph, InputSource<T> source) {
    return add(
        graph,
        source.name(),
        source::read,
        (id, key, name) -> new GraphInput.OfSource(id, key, name, source));
  }

  /** Lets received blocks that are no longer stored be read from their logs; on any thread. */
  void readFrom(ReceivedLogs logs) {
    receivedLogs = logs;
  }

  private void reserve(Receiver<?> receiver, String kind) {
    String name = nextName(kind);
    String other = receivers.putIfAbsent(receiver, name);
    if (other != null) {
      throw new IllegalArgumentException(
          "Cannot add "
              + name
              + ": its receiver feeds "
              + other
              + " already, expected a receiver of its own");
    }
  }

  /**
   * What the inputs are recorded by: the user's name, else the kind and which it is among those of
   * the kind that have no name.
   *
   * @throws IllegalArgumentException if two have the same name
   */
  Map<InputOperator<?>, String> keys(UniqueIds taken) {
    for (InputOperator<?> operator : operators) {
      operator.name().ifPresent(name -> taken.reserve(name, operator.place()));
    }
    Map<InputOperator<?>, String> keys = new LinkedHashMap<>();
    Map<String, Integer> unnamed = new HashMap<>();
    for (InputOperator<?> operator : operators) {
      keys.put(operator, operator.name().orElseGet(() -> derive(operator, unnamed, taken)));
    }
    return keys;
  }

  private static String derive(
      InputOperator<?> operator, Map<String, Integer> unnamed, UniqueIds taken) {
    String kind = operator.inputKind();
    int ordinal = unnamed.getOrDefault(kind, 0);
    unnamed.put(kind, ordinal + 1);
    return taken.derive(kind + "#" + ordinal, operator.place());
  }

  /** Gives the inputs the numbers recorded for them, and the others numbers never used. */
  void attach(List<StreamAdded> recorded) {
    Map<InputOperator<?>, String> keys = keys(new UniqueIds());
    Map<String, Integer> known = new HashMap<>();
    streamIds.clear();
    for (StreamAdded stream : recorded) {
      known.put(stream.name(), stream.streamId());
      streamIds.add(stream.streamId());
    }
    keys.forEach((operator, key) -> operator.number(known.computeIfAbsent(key, k -> unused())));
  }

  private int unused() {
    int streamId = streamIds.isEmpty() ? 0 : streamIds.last() + 1;
    streamIds.add(streamId);
    return streamId;
  }

  /** Whether what an input gave can be read again in another process. */
  boolean isReadAgain(GraphInput input) {
    return input instanceof GraphInput.OfSource withSource
        ? withSource.source().guarantee() == Guarantee.REPLAYABLE
        : receiversLog;
  }

  /** Lets nothing change from now on. */
  void start(InputLookup inputLookup) {
    lookup = inputLookup;
    fixed = list();
  }

  /** The inputs in the order of definition. */
  List<GraphInput> list() {
    if (fixed != null) {
      return fixed;
    }
    List<GraphInput> inputs = new ArrayList<>(operators.size());
    keys(new UniqueIds()).forEach((operator, key) -> inputs.add(operator.input(key)));
    return List.copyOf(inputs);
  }

  /** What a stream gave to the batches later than one time, up to another. */
  NavigableMap<Time, BatchInput> recorded(Time after, Time upTo, int streamId) {
    return lookup.inputs(after, upTo, streamId);
  }

  /** Whether a stream that the program has or had gave anything to one of these batches. */
  boolean isAnyRecorded(Time after, Time upTo) {
    return streamIds.stream().anyMatch(id -> !recorded(after, upTo, id).isEmpty());
  }

  /** The duration, or a longer one if a source wants what it chose to be known for longer. */
  Duration rememberAtLeast(Duration least) {
    return Stream.concat(Stream.of(least), sources().map(InputSource::remember))
        .max(Duration::compareTo)
        .orElse(least);
  }

  /** Tells the sources that batches up to this time are read no more. */
  void forget(Time upTo) {
    sources().forEach(source -> source.forget(upTo));
  }

  private Stream<InputSource<?>> sources() {
    return list().stream()
        .filter(GraphInput.OfSource.class::isInstance)
        .map(input -> ((GraphInput.OfSource) input).source());
  }
}
