package dev.sluice.ledger;

import dev.sluice.io.LogPosition;
import dev.sluice.ledger.LedgerEvent.BatchAllocated;
import dev.sluice.ledger.LedgerEvent.BatchDone;
import dev.sluice.ledger.LedgerEvent.BlockAdded;
import dev.sluice.ledger.LedgerEvent.InputsForgotten;
import dev.sluice.ledger.LedgerEvent.InputsLost;
import dev.sluice.ledger.LedgerEvent.OutputDone;
import dev.sluice.ledger.LedgerEvent.StreamAdded;
import dev.sluice.receiver.ReceivedBlock;
import dev.sluice.time.Time;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

/**
 * The driver's memory: ledger events and their fold. An event is folded by {@link #append}; what
 * the driver knows of blocks and batches it knows from here alone.
 *
 * <p>Confined to the driver thread, but for {@link #input} and {@link #inputs(Time, Time, int)},
 * which any thread may ask.
 */
public final class Ledger {
  private final NavigableMap<Integer, StreamAdded> streams = new TreeMap<>();
  private final WaitingBlocks waiting = new WaitingBlocks();
  private final NavigableMap<Time, Batch> batches = new ConcurrentSkipListMap<>();
  private final Map<Integer, Long> newestLogged = new TreeMap<>();
  private final NavigableSet<Time> undone = new TreeSet<>();
  private Optional<Time> lastAllocated = Optional.empty();

  private final LostBlocks lost;
  private final Journal journal;

  /** A ledger without events that lives in memory. */
  public Ledger() {
    this(LedgerSnapshot.EMPTY, Journal.NONE);
  }

  /**
   * A ledger that goes on from a snapshot.
   *
   * @param journal where events are written
   */
  public Ledger(LedgerSnapshot snapshot, Journal journal) {
    this(snapshot, new LostBlocks(), journal);
  }

  /**
   * A ledger that goes on from a snapshot.
   *
   * @param lost blocks of earlier processes that are not in the snapshot
   */
  Ledger(LedgerSnapshot snapshot, LostBlocks lost, Journal journal) {
    this.lost = lost;
    this.journal = journal;
    snapshot.streams().forEach(this::fold);
    snapshot.waiting().forEach(block -> fold(new BlockAdded(block)));
    for (LedgerSnapshot.BatchEntry entry : snapshot.batches()) {
      Batch batch = new Batch(entry.inputs());
      batch.outputsDone.addAll(entry.outputsDone());
      batch.done = entry.done();
      batches.put(entry.time(), batch);
      if (!batch.done) {
        undone.add(entry.time());
      }
    }
    lastAllocated = snapshot.lastAllocated();
  }

  /** A batch that has its inputs. */
  private static final class Batch {
    final Map<Integer, BatchInput> inputs;
    final Set<String> outputsDone = new TreeSet<>();
    boolean done;

    Batch(Map<Integer, BatchInput> inputs) {
      this.inputs = inputs;
    }
  }

  /**
   * Records an event.
   *
   * @throws IllegalStateException if the event contradicts what is recorded
   */
  public void append(LedgerEvent event) {
    append(event, () -> {});
  }

  /**
   * Records an event.
   *
   * @param whenDurable run on any thread once the event is durable
   * @throws IllegalStateException if the event contradicts what is recorded
   */
  public void append(LedgerEvent event, Runnable whenDurable) {
    fold(event);
    journal.write(event, whenDurable);
  }

  /** Takes an event that is recorded already. */
  void fold(LedgerEvent event) {
    if (event instanceof BlockAdded added) {
      waiting.add(added.block());
      LogPosition logged = added.block().logged();
      if (logged != null) {
        newestLogged.merge(added.block().streamId(), logged.sequence(), Math::max);
      }
    } else if (event instanceof BatchAllocated allocated) {
      allocate(allocated);
    } else if (event instanceof OutputDone output) {
      batch(output.time()).outputsDone.add(output.output());
    } else if (event instanceof BatchDone done) {
      batch(done.time()).done = true;
      undone.remove(done.time());
    } else if (event instanceof InputsForgotten forgotten) {
      batches.headMap(forgotten.upTo(), true).values().removeIf(batch -> batch.done);
      lost.forget(forgotten.upTo());
    } else if (event instanceof InputsLost started) {
      lost.lose(started);
      started.repeated().forEach(time -> batch(time).outputsDone.clear());
    } else if (event instanceof StreamAdded added) {
      streams.values().forEach(added::requireApartFrom);
      streams.put(added.streamId(), added);
    }
  }

  private void allocate(BatchAllocated event) {
    if (lastAllocated.isPresent() && event.time().compareTo(lastAllocated.get()) <= 0) {
      throw new IllegalStateException(
          "Cannot allocate batch "
              + event.time()
              + ": the last one allocated is "
              + lastAllocated.get()
              + ", expected a later time");
    }
    waiting.take(event.inputs().values());
    batches.put(event.time(), new Batch(event.inputs()));
    undone.add(event.time());
    lastAllocated = Optional.of(event.time());
  }

  private Batch batch(Time time) {
    Batch batch = batches.get(time);
    if (batch == null) {
      throw new IllegalStateException(
          "Cannot record progress of batch " + time + ": not allocated");
    }
    return batch;
  }

  /** What all events so far amount to. */
  public LedgerSnapshot snapshot() {
    List<ReceivedBlock> blocks = waiting.all().toList();
    List<LedgerSnapshot.BatchEntry> entries = new ArrayList<>();
    batches.forEach(
        (time, batch) ->
            entries.add(
                lost.addTo(
                    new LedgerSnapshot.BatchEntry(
                        time, batch.inputs, List.copyOf(batch.outputsDone), batch.done))));
    return new LedgerSnapshot(List.copyOf(streams.values()), blocks, entries, lastAllocated);
  }

  /** The input streams that the program has or had, in the order of their numbers. */
  public List<StreamAdded> streams() {
    return List.copyOf(streams.values());
  }

  /** Whether a batch has its inputs. */
  public boolean isAllocated(Time time) {
    return batches.containsKey(time);
  }

  /** What all streams gave to a batch; nothing if the batch is unknown. */
  public Map<Integer, BatchInput> inputs(Time time) {
    Batch batch = batches.get(time);
    return batch == null ? Map.of() : batch.inputs;
  }

  /** The blocks of a stream that no batch has yet, in order of arrival. */
  public List<ReceivedBlock> waitingBlocks(int streamId) {
    return waiting.of(streamId);
  }

  /**
   * The blocks of a stream that ended with an earlier process after batches were done with them, as
   * far as their positions are recorded; they cannot be read.
   */
  public List<ReceivedBlock> lostBlocks(int streamId) {
    return lost.of(streamId);
  }

  /**
   * Records at a start what ended with the process before and has to be received again.
   *
   * @param after what later batches have read is needed again even if they are done
   */
  public void begin(Time after) {
    lost.toRecord(after).ifPresent(this::append);
  }

  /** What a stream gave to a batch; empty if the batch is unknown or forgotten. */
  public Optional<BatchInput> input(Time time, int streamId) {
    return Optional.ofNullable(batches.get(time)).map(batch -> batch.inputs.get(streamId));
  }

  /**
   * What a stream gave to the batches later than one time, up to another, by batch; batches that
   * are unknown, forgotten or without that stream are left out.
   */
  public NavigableMap<Time, BatchInput> inputs(Time after, Time upTo, int streamId) {
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

  /** The inputs of the batches later than one time, up to another, that are done. */
  public List<BatchInput> doneInputs(Time after, Time upTo) {
    List<BatchInput> inputs = new ArrayList<>();
    for (Batch batch : batches.subMap(after, false, upTo, true).values()) {
      if (batch.done) {
        inputs.addAll(batch.inputs.values());
      }
    }
    return inputs;
  }

  /** The batches that have inputs and are not done, oldest first. */
  public List<Time> undone() {
    return List.copyOf(undone);
  }

  /** Whether every batch up to a time that has inputs is done. */
  public boolean isDoneUpTo(Time time) {
    return undone.isEmpty() || undone.first().isAfter(time);
  }

  /**
   * The oldest file of a stream's write-ahead log that is needed: that of its oldest block known
   * here, or if there is none, of the newest block that was added; empty if none was.
   */
  public OptionalLong oldestLogFile(int streamId) {
    Stream<ReceivedBlock> inBatches =
        batches.values().stream()
            .flatMap(batch -> Optional.ofNullable(batch.inputs.get(streamId)).stream())
            .flatMap(input -> input.blocks().stream());
    OptionalLong oldest =
        Stream.concat(waitingBlocks(streamId).stream(), inBatches)
            .flatMap(block -> Optional.ofNullable(block.logged()).stream())
            .mapToLong(LogPosition::sequence)
            .min();
    Long newest = newestLogged.get(streamId);
    return oldest.isPresent() || newest == null ? oldest : OptionalLong.of(newest);
  }

  /**
   * The records in waiting blocks and in batches that are not done, as far as they were counted.
   */
  public long recordsLeft() {
    long inBlocks = waiting.all().mapToLong(block -> block.records().orElse(0)).sum();
    long inBatches =
        batches.values().stream()
            .filter(batch -> !batch.done)
            .flatMap(batch -> batch.inputs.values().stream())
            .mapToLong(BatchInput::records)
            .sum();
    return inBlocks + inBatches;
  }

  /** Whether an output operation of a batch is recorded as done. */
  public boolean isOutputDone(Time time, String output) {
    Batch batch = batches.get(time);
    return batch != null && batch.outputsDone.contains(output);
  }

  /** The time of the newest batch that has its inputs. */
  public Optional<Time> lastAllocated() {
    return lastAllocated;
  }
}
