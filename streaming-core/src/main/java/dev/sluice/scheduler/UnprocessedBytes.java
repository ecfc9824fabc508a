package dev.sluice.scheduler;

import dev.sluice.engine.BlockId;
import dev.sluice.ledger.Ledger;
import dev.sluice.receiver.ReceivedBlock;
import dev.sluice.time.Time;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * How many bytes are in blocks that are not processed yet, within a bound. A block counts from when
 * it is admitted until its batch is done. Those for which there is no room wait, and are admitted
 * in the order in which they came, whatever stream they are of: none can be passed by for ever. A
 * block larger than the bound is admitted when nothing else is unprocessed. Blocks of batches that
 * failed do not count, as nothing that is waited for would free them. Of the bound the next batch
 * gets a {@link BatchShare}; a block larger than that waits for no more than the batch before.
 *
 * <p>Confined to the driver thread.
 */
final class UnprocessedBytes {
  private final long most;
  private final BatchShare share;
  private final PinnedRoom memory;
  private final Ledger ledger;
  private final Consumer<Request> admit;
  private final Map<BlockId, Request> admitted = new HashMap<>();
  private final Deque<Request> waiting = new ArrayDeque<>();
  private final Set<Time> failed = new HashSet<>();
  private long recordedBytes;
  private long unallocatedBytes;
  private long admittedBytes;
  private long pinnedAdmittedBytes;
  private long peak;
  private boolean open;

  /**
   * Nothing is unprocessed, but for what the ledger has once it was {@link #recount counted}.
   *
   * @param share of it, what may wait for the next batch
   * @param memory has room for blocks that can only be in memory
   * @param admit told what need not wait any more
   */
  UnprocessedBytes(
      long most, BatchShare share, PinnedRoom memory, Ledger ledger, Consumer<Request> admit) {
    this.most = most;
    this.share = share;
    this.memory = memory;
    this.ledger = ledger;
    this.admit = admit;
  }

  /**
   * A block of a stream of about so many bytes. Immutable.
   *
   * @param pinned whether it can only be in memory
   */
  record Request(int streamId, BlockId block, long bytes, boolean pinned) {}

  /** Whether a block has room now; it waits otherwise. */
  boolean ask(Request request) {
    boolean fits = waiting.isEmpty() && fits(request);
    if (fits) {
      count(request);
    } else {
      waiting.add(request);
    }
    return fits;
  }

  /** Has a block admitted whether there is room or not. */
  void count(Request request) {
    admitted.put(request.block(), request);
    admittedBytes += request.bytes();
    pinnedAdmittedBytes += request.pinned() ? request.bytes() : 0;
    peak = Math.max(peak, bytes());
  }

  private boolean fits(Request request) {
    return open || (fitsInBound(request.bytes()) && fitsInMemory(request));
  }

  private boolean fitsInBound(long bytes) {
    return bytes() == 0 || (bytes <= most - bytes() && fitsInBatch(bytes));
  }

  private boolean fitsInMemory(Request request) {
    return !request.pinned() || memory.fits(request.bytes(), pinnedAdmittedBytes);
  }

  private boolean fitsInBatch(long bytes) {
    long forBatch = unallocatedBytes + admittedBytes;
    return forBatch == 0 || bytes <= share.bytes() - forBatch;
  }

  /** A block is in the ledger. */
  void added(ReceivedBlock block) {
    remove(block.id());
    recordedBytes += block.bytes();
    unallocatedBytes += block.bytes();
    peak = Math.max(peak, bytes());
    admitWaiting();
  }

  /** A block will not be added. */
  void giveBack(BlockId block) {
    remove(block);
    waiting.removeIf(request -> request.block().equals(block));
    admitWaiting();
  }

  /** A launch is over: its blocks that were not added will not be. */
  void giveBack(int streamId) {
    for (Request request : Set.copyOf(admitted.values())) {
      if (request.streamId() == streamId) {
        remove(request.block());
      }
    }
    waiting.removeIf(request -> request.streamId() == streamId);
    admitWaiting();
  }

  private void remove(BlockId block) {
    Request request = admitted.remove(block);
    if (request != null) {
      admittedBytes -= request.bytes();
      pinnedAdmittedBytes -= request.pinned() ? request.bytes() : 0;
    }
  }

  /** A batch has its inputs; returns the bytes of its blocks. */
  long allocated() {
    long before = unallocatedBytes;
    unallocatedBytes = ledger.waitingBytes();
    admitWaiting();
    return before - unallocatedBytes;
  }

  /** A batch ended badly. */
  void failed(Time batch) {
    failed.add(batch);
    recount();
  }

  /** Counts anew what is in the ledger. */
  void recount() {
    unallocatedBytes = ledger.waitingBytes();
    recordedBytes = unallocatedBytes + ledger.undoneBytes(failed);
    peak = Math.max(peak, bytes());
    admitWaiting();
  }

  /** From now on there is room for everything. */
  void open() {
    open = true;
    admitWaiting();
  }

  private void admitWaiting() {
    while (!waiting.isEmpty() && fits(waiting.element())) {
      Request next = waiting.remove();
      count(next);
      admit.accept(next);
    }
  }

  boolean isWaiting(int streamId) {
    return waiting.stream().anyMatch(request -> request.streamId() == streamId);
  }

  long bytes() {
    return recordedBytes + admittedBytes;
  }

  /** The most that was unprocessed at once since the last call. */
  long takePeak() {
    long taken = peak;
    peak = bytes();
    return taken;
  }
}
