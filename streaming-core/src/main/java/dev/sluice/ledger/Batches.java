package dev.sluice.ledger;

import dev.sluice.engine.BlockId;
import dev.sluice.ledger.LedgerEvent.BlocksLost;
import dev.sluice.ledger.LedgerSnapshot.BatchEntry;
import dev.sluice.receiver.ReceivedBlock;
import dev.sluice.time.Time;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The batches that have inputs, and how far they are. Confined to the driver thread, but for {@link
 * #inputs}, which any thread may ask: the map is concurrent, and what it has of inputs immutable.
 */
final class Batches {
  private final NavigableMap<Time, Batch> batches = new ConcurrentSkipListMap<>();
  private final NavigableSet<Time> undone = new TreeSet<>();

  /** A batch that has its inputs. */
  private static final class Batch {
    final Map<Integer, BatchInput> inputs;
    final Set<String> outputsDone = new TreeSet<>();
    boolean done;

    Batch(Map<Integer, BatchInput> inputs) {
      this.inputs = inputs;
    }

    Batch with(Map<Integer, BatchInput> newInputs) {
      Batch other = new Batch(newInputs);
      other.outputsDone.addAll(outputsDone);
      other.done = done;
      return other;
    }

    Stream<ReceivedBlock> blocks() {
      return inputs.values().stream().flatMap(input -> input.blocks().stream());
    }
  }

  void add(BatchEntry entry) {
    add(entry.time(), entry.inputs());
    Batch batch = get(entry.time());
    batch.outputsDone.addAll(entry.outputsDone());
    if (entry.done()) {
      done(entry.time());
    }
  }

  void add(Time time, Map<Integer, BatchInput> inputs) {
    batches.put(time, new Batch(inputs));
    undone.add(time);
  }

  void outputDone(Time time, String output) {
    get(time).outputsDone.add(output);
  }

  void done(Time time) {
    get(time).done = true;
    undone.remove(time);
  }

  void forget(Time upTo) {
    batches.headMap(upTo, true).values().removeIf(batch -> batch.done);
  }

  /** All outputs of these batches run again. */
  void repeat(List<Time> repeated) {
    repeated.forEach(time -> get(time).outputsDone.clear());
  }

  /** Takes blocks out of the batches that have them. */
  void lose(BlocksLost lost) {
    Set<BlockId> ids = new HashSet<>(lost.blocks());
    List.copyOf(batches.keySet()).forEach(time -> remove(time, block -> ids.contains(block.id())));
    repeat(lost.repeated());
  }

  /** Takes blocks out of a batch. */
  void remove(Time time, Predicate<ReceivedBlock> isRemoved) {
    Batch batch = get(time);
    if (batch.blocks().anyMatch(isRemoved)) {
      Map<Integer, BatchInput> inputs = new TreeMap<>();
      batch.inputs.forEach((id, input) -> inputs.put(id, input.without(isRemoved)));
      batches.put(time, batch.with(inputs));
    }
  }

  private Batch get(Time time) {
    Batch batch = batches.get(time);
    if (batch == null) {
      throw new IllegalStateException(
          "Cannot record progress of batch " + time + ": not allocated");
    }
    return batch;
  }

  List<BatchEntry> entries() {
    List<BatchEntry> entries = new ArrayList<>();
    batches.forEach(
        (time, batch) ->
            entries.add(
                new BatchEntry(time, batch.inputs, List.copyOf(batch.outputsDone), batch.done)));
    return entries;
  }

  boolean contains(Time time) {
    return batches.containsKey(time);
  }

  /** What all streams gave to a batch; nothing if the batch is unknown. */
  Map<Integer, BatchInput> inputs(Time time) {
    Batch batch = batches.get(time);
    return batch == null ? Map.of() : batch.inputs;
  }

  /** What a stream gave to the batches later than one time, up to another. */
  NavigableMap<Time, BatchInput> inputs(Time after, Time upTo, int streamId) {
    NavigableMap<Time, BatchInput> inputs = new TreeMap<>();
    batches
        .subMap(after, false, upTo, true)
        .forEach(
            (time, batch) -> {
              BatchInput input = batch.inputs.get(streamId);
              if (input != null) {
                inputs.put(time, input);
              }
            });
    return inputs;
  }

  List<BatchInput> doneInputs(Time after, Time upTo) {
    List<BatchInput> inputs = new ArrayList<>();
    for (Batch batch : batches.subMap(after, false, upTo, true).values()) {
      if (batch.done) {
        inputs.addAll(batch.inputs.values());
      }
    }
    return inputs;
  }

  NavigableSet<Time> undone() {
    return undone;
  }

  boolean isDone(Time time) {
    return !undone.contains(time);
  }

  /** The blocks that a stream gave. */
  Stream<ReceivedBlock> blocks(int streamId) {
    return batches.values().stream()
        .flatMap(batch -> Optional.ofNullable(batch.inputs.get(streamId)).stream())
        .flatMap(input -> input.blocks().stream());
  }

  /** The blocks of a kind, by the batch that has them. */
  NavigableMap<Time, List<ReceivedBlock>> blocks(Predicate<ReceivedBlock> kind) {
    NavigableMap<Time, List<ReceivedBlock>> found = new TreeMap<>();
    batches.forEach(
        (time, batch) -> {
          List<ReceivedBlock> blocks = batch.blocks().filter(kind).toList();
          if (!blocks.isEmpty()) {
            found.put(time, blocks);
          }
        });
    return found;
  }

  /** The records of the batches that are not done. */
  long recordsLeft() {
    return batches.values().stream()
        .filter(batch -> !batch.done)
        .flatMap(batch -> batch.inputs.values().stream())
        .mapToLong(BatchInput::records)
        .sum();
  }

  /** The bytes of the batches that are not done, but for some. */
  long undoneBytes(Set<Time> leftOut) {
    return undone.stream()
        .filter(time -> !leftOut.contains(time))
        .flatMap(time -> get(time).blocks())
        .mapToLong(ReceivedBlock::bytes)
        .sum();
  }

  boolean isOutputDone(Time time, String output) {
    Batch batch = batches.get(time);
    return batch != null && batch.outputsDone.contains(output);
  }
}
