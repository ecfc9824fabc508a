package dev.sluice.scheduler;

import dev.sluice.dstream.GraphInput;
import dev.sluice.engine.BlockStore.Usage;
import dev.sluice.ledger.Ledger;
import dev.sluice.listener.BatchInfo;
import dev.sluice.monitor.DriverSnapshot;
import dev.sluice.receiver.ReceivedBlock;
import dev.sluice.receiver.SupervisorMessage;
import dev.sluice.receiver.TrackerMessage.AskRoom;
import dev.sluice.receiver.TrackerMessage.GiveRoomBack;
import dev.sluice.scheduler.UnprocessedBytes.Request;
import dev.sluice.time.Time;
import java.time.Duration;
import java.util.List;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Keeps receivers from receiving more than batches process: bounds the bytes that are not processed
 * yet, and limits rates, also those of sources without receiver. Confined to the driver thread.
 */
final class FlowControl {
  private final TrackedReceivers receivers;
  private final Refilling refilling;
  private final ReceiverEvents events;
  private final long most;
  private final long maxRate;
  private final BatchShare share;
  private final PinnedRoom memory;
  private final UnprocessedBytes unprocessed;
  private final NavigableMap<Time, Long> batchBytes = new TreeMap<>();
  private final SlowedReceivers slowed = new SlowedReceivers();
  private final RateLimits rates;
  private final SourceRates sources;

  /**
   * Control of no receivers.
   *
   * @param usage of the memory for blocks
   */
  FlowControl(
      SchedulerSettings settings,
      Duration batchInterval,
      Ledger ledger,
      Supplier<Usage> usage,
      TrackedReceivers receivers,
      Refilling refilling,
      ReceiverEvents events) {
    this.receivers = receivers;
    this.refilling = refilling;
    this.events = events;
    this.most = settings.flow().maxBlockBytes();
    this.maxRate = settings.receivers().maxRate();
    this.memory = new PinnedRoom(usage);
    this.share = new BatchShare(most, batchInterval);
    this.unprocessed = new UnprocessedBytes(most, share, memory, ledger, this::admit);
    this.rates =
        new RateLimits(
            settings.flow(),
            batchInterval,
            most,
            settings.receivers().initialRate() > 0,
            this::limit);
    this.sources = new SourceRates(settings.flow(), batchInterval);
  }

  private void admit(Request request) {
    receivers.tell(request.streamId(), new SupervisorMessage.Admitted(request.block()));
  }

  private void limit(int streamId, long recordsPerSecond) {
    receivers.tell(streamId, new SupervisorMessage.UpdateRate(recordsPerSecond));
  }

  /** Begins with what the ledger has; every receiver was added. */
  void begin() {
    receivers.all().forEach(receiver -> rates.add(receiver.streamId()));
    unprocessed.recount();
  }

  /** Limits the sources among the inputs, too. */
  void addSources(List<GraphInput> inputs) {
    for (GraphInput input : inputs) {
      if (input instanceof GraphInput.OfSource withSource) {
        sources.add(input.streamId(), withSource.source());
      }
    }
  }

  /** What is received and not processed. */
  DriverSnapshot.Unprocessed unprocessed() {
    return new DriverSnapshot.Unprocessed(unprocessed.bytes(), most);
  }

  /** Whether a stream's receiver had to wait lately. */
  boolean isSlowed(int streamId) {
    return slowed.contains(streamId);
  }

  /** How many records a second a stream's receiver may receive; empty without limit. */
  OptionalLong limit(int streamId) {
    OptionalLong rate = rates.limit(streamId);
    return maxRate > 0 ? OptionalLong.of(Math.min(maxRate, rate.orElse(maxRate))) : rate;
  }

  /** The receiver of a stream begins an attempt. */
  void registered(int streamId) {
    rates.begins(streamId);
  }

  /**
   * Whether a block has room now. What batches wait for always has, and what comes between: else
   * they would wait for each other.
   */
  boolean ask(TrackedReceiver receiver, AskRoom ask) {
    Request request =
        new Request(receiver.streamId(), ask.block(), ask.bytes(), isPinned(receiver));
    if (refilling.awaits(receiver.streamId())) {
      unprocessed.count(request);
      return true;
    }
    boolean hasRoom = unprocessed.ask(request);
    if (!hasRoom && slowed.waits(receiver.streamId())) {
      slowed(receiver);
    }
    return hasRoom;
  }

  private static boolean isPinned(TrackedReceiver receiver) {
    return !receiver.input().receiver().storageLevel().useDisk();
  }

  private void slowed(TrackedReceiver receiver) {
    boolean byBound = unprocessed.bytes() > 0 || !isPinned(receiver);
    events.slowed(
        receiver,
        byBound ? unprocessed.bytes() : memory.bytes(),
        byBound ? most : memory.mostBytes());
  }

  void giveBack(GiveRoomBack back) {
    unprocessed.giveBack(back.block());
  }

  /** The launch of a stream's receiver is over. */
  void ended(int streamId) {
    unprocessed.giveBack(streamId);
  }

  void added(ReceivedBlock block) {
    unprocessed.added(block);
  }

  /** A block of before is back, in its batch or as a new one. */
  void refilled() {
    unprocessed.recount();
  }

  /** A batch has its inputs: the next one begins to fill. */
  void batchAllocated(Time time) {
    batchBytes.put(time, unprocessed.allocated());
  }

  /** Batches are done, and blocks that nobody needs any more are removed. */
  void batchDone() {
    unprocessed.recount();
  }

  /** The jobs of a batch have ended; if well, the batch is done. */
  void batchEnded(Time time, BatchInfo batch, boolean hasFailed) {
    Long bytes = batchBytes.remove(time);
    batchBytes.headMap(time).clear();
    if (hasFailed) {
      unprocessed.failed(time);
    } else if (bytes != null && batch.processingDelay().isPresent()) {
      share.processed(bytes, batch.processingDelay().get());
    }
    slowed.batchEnded(unprocessed::isWaiting);
    rates.batchEnded(batch, unprocessed.takePeak());
    sources.batchEnded(batch);
  }

  /** No batch may come any more that makes room: there is room for all that is buffered. */
  void open() {
    unprocessed.open();
  }
}
