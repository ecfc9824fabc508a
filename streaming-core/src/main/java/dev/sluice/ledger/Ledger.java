package dev.sluice.ledger;

import dev.sluice.engine.BlockId;
import dev.sluice.io.LogPosition;
import dev.sluice.ledger.LedgerEvent.BatchAllocated;
import dev.sluice.ledger.LedgerEvent.BatchDone;
import dev.sluice.ledger.LedgerEvent.BlockAdded;
import dev.sluice.ledger.LedgerEvent.BlocksLost;
import dev.sluice.ledger.LedgerEvent.InputsForgotten;
import dev.sluice.ledger.LedgerEvent.InputsLost;
import dev.sluice.ledger.LedgerEvent.OutputDone;
import dev.sluice.ledger.LedgerEvent.StreamAdded;
import dev.sluice.receiver.ReceivedBlock;
import dev.sluice.time.Time;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
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
  private final Batches batches = new Batches();
  private final Map<Integer, Long> newestLogged = new TreeMap<>();
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
    snapshot.batches().forEach(batches::add);
    lastAllocated = snapshot.lastAllocated();
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
      batches.outputDone(output.time(), output.output());
    } else if (event instanceof BatchDone done) {
      batches.done(done.time());
    } else if (event instanceof InputsForgotten forgotten) {
      batches.forget(forgotten.upTo());
      lost.forget(forgotten.upTo());
    } else if (event instanceof InputsLost started) {
      lost.lose(started);
      batches.repeat(started.repeated());
    } else if (event instanceof BlocksLost blocks) {
      batches.lose(blocks);
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
    batches.add(event.time(), event.inputs());
    lastAllocated = Optional.of(event.time());
  }

  /** What all events so far amount to. */
  public LedgerSnapshot snapshot() {
    List<ReceivedBlock> blocks = waiting.all().toList();
    return new LedgerSnapshot(
        List.copyOf(streams.values()),
        blocks,
        batches.entries().stream().map(lost::addTo).toList(),
        lastAllocated);
  }

  /** The input streams that the program has or had, in the order of their numbers. */
  public List<StreamAdded> streams() {
    return List.copyOf(streams.values());
  }

  /** Whether a batch has its inputs. */
  public boolean isAllocated(Time time) {
    return batches.contains(time);
  }

  /** What all streams gave to a batch; nothing if the batch is unknown. */
  public Map<Integer, BatchInput> inputs(Time time) {
    return batches.inputs(time);
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
   * @param sendingAgain the streams whose sources send again what was not acknowledged, and say
   *     what it is
   * @return the blocks that are needed and that these sources send again, by the batch that has
   *     them
   */
  public NavigableMap<Time, List<ReceivedBlock>> begin(Time after, Set<Integer> sendingAgain) {
    lost.toRecord(after).ifPresent(this::append);
    NavigableMap<Time, List<ReceivedBlock>> ended =
        batches.blocks(block -> block.logged() == null && block.comesAgain());
    NavigableMap<Time, List<ReceivedBlock>> awaited = new TreeMap<>();
    List<ReceivedBlock> gone = new ArrayList<>();
    ended.forEach(
        (time, blocks) -> {
          if (batches.isDone(time) && !time.isAfter(after)) {
            batches.remove(time, blocks::contains);
            lost.know(time, blocks);
          } else {
            blocks.stream().filter(block -> !isOf(sendingAgain, block)).forEach(gone::add);
            awaited.put(time, blocks.stream().filter(block -> isOf(sendingAgain, block)).toList());
          }
        });
    lose(gone);
    awaited.values().removeIf(List::isEmpty);
    return awaited;
  }

  private static boolean isOf(Set<Integer> streamIds, ReceivedBlock block) {
    return streamIds.contains(block.streamId());
  }

  /** Records that blocks of batches are lost after all. */
  public void lose(Collection<ReceivedBlock> blocks) {
    if (!blocks.isEmpty()) {
      Set<BlockId> ids = blocks.stream().map(ReceivedBlock::id).collect(Collectors.toSet());
      List<Time> repeated =
          batches.blocks(block -> ids.contains(block.id())).keySet().stream()
              .filter(time -> !batches.isDone(time))
              .toList();
      append(new BlocksLost(List.copyOf(ids), repeated));
    }
  }

  /** What a stream gave to a batch; empty if the batch is unknown or forgotten. */
  public Optional<BatchInput> input(Time time, int streamId) {
    return Optional.ofNullable(batches.inputs(time).get(streamId));
  }

  /**
   * What a stream gave to the batches later than one time, up to another, by batch; batches that
   * are unknown, forgotten or without that stream are left out.
   */
  public NavigableMap<Time, BatchInput> inputs(Time after, Time upTo, int streamId) {
    return batches.inputs(after, upTo, streamId);
  }

  /** The inputs of the batches later than one time, up to another, that are done. */
  public List<BatchInput> doneInputs(Time after, Time upTo) {
    return batches.doneInputs(after, upTo);
  }

  /** The batches that have inputs and are not done, oldest first. */
  public List<Time> undone() {
    return List.copyOf(batches.undone());
  }

  /** Whether every batch up to a time that has inputs is done. */
  public boolean isDoneUpTo(Time time) {
    return batches.undone().isEmpty() || batches.undone().first().isAfter(time);
  }

  /**
   * The oldest file of a stream's write-ahead log that is needed: that of its oldest block known
   * here, or if there is none, of the newest block that was added; empty if none was.
   */
  public OptionalLong oldestLogFile(int streamId) {
    OptionalLong oldest =
        Stream.concat(waitingBlocks(streamId).stream(), batches.blocks(streamId))
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
    return inBlocks + batches.recordsLeft();
  }

  /** The bytes of the blocks that no batch has yet. */
  public long waitingBytes() {
    return waiting.all().mapToLong(ReceivedBlock::bytes).sum();
  }

  /** The bytes of the blocks of batches that are not done, but for some. */
  public long undoneBytes(Set<Time> leftOut) {
    return batches.undoneBytes(leftOut);
  }

  /** Whether an output operation of a batch is recorded as done. */
  public boolean isOutputDone(Time time, String output) {
    return batches.isOutputDone(time, output);
  }

  /** The time of the newest batch that has its inputs. */
  public Optional<Time> lastAllocated() {
    return lastAllocated;
  }
}
