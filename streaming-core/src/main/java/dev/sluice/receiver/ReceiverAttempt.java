package dev.sluice.receiver;

import dev.sluice.engine.BlockId;
import dev.sluice.engine.RecordSizes;
import dev.sluice.io.Bytes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One run of a reliable receiver, from its start to its stop or the first failure: stores what it
 * receives with the positions and acknowledges them, each once the block that has it is stored or
 * processed. Once it is over nothing is stored or acknowledged; what is still buffered passes
 * through and is dropped. Thread-safe: a lock is held by each acknowledgement and by the failure
 * that ends this; what is refilled and the order of acknowledgements are confined to the
 * generator's thread.
 */
final class ReceiverAttempt<T, P> {
  private final ReliableReceiver<T, P> receiver;
  private final RecordIntake intake;
  private final StoredPositions<P> stored;
  private final BlockGenerator<Positioned<T, P>> generator;
  private final Refill<T, P> refill;
  private final AcknowledgementOrder<P> order = new AcknowledgementOrder<>();
  private final ReentrantLock acknowledging = new ReentrantLock();
  private volatile boolean over;

  ReceiverAttempt(ReliableReceiver<T, P> receiver, RecordIntake intake, StoredPositions<P> stored) {
    this.receiver = receiver;
    this.intake = intake;
    this.stored = stored;
    this.refill = new Refill<>(stored);
    this.generator =
        intake
            .generators()
            .create(BlockPace.EAGER, each -> each.bytes(intake.sizes()), new Acknowledging());
  }

  /** A record and where it came from. */
  private record Positioned<T, P>(T value, P position) {
    long bytes(RecordSizes sizes) {
      return sizes.estimate(value) + sizes.estimate(position);
    }
  }

  void start() {
    generator.start();
    if (stored.awaitsNothing()) {
      stopRefilling();
    }
  }

  /** Has what came of blocks that are not full stored as blocks of their own, soon. */
  void stopRefilling() {
    generator.afterPushed(this::storeHalfFull);
  }

  void add(T value, P position) {
    generator.addData(new Positioned<>(value, position));
  }

  /** Has acknowledged what can be, soon. */
  void acknowledgeProcessed() {
    generator.afterPushed(this::acknowledgeInOrder);
  }

  /** Ends this; when the call returns nothing is acknowledged any more. */
  void end(AttemptEnd how) {
    if (how == AttemptEnd.DRAIN) {
      generator.stop();
    }
    over = true;
    intake.room().abandon(generator);
    if (how == AttemptEnd.ABORT || !isAcknowledgementAwaited()) {
      generator.abort();
    }
  }

  /** Waits, after the end, until no block of this is on its way to the ledger any more. */
  void awaitStored() throws InterruptedException {
    generator.stop();
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted while a block was stored");
    }
  }

  /** Waits for an acknowledgement that is under way; false if interrupted. */
  private boolean isAcknowledgementAwaited() {
    Thread unused = generator.beginStop();
    try {
      acknowledging.lockInterruptibly();
      acknowledging.unlock();
      return true;
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void push(BlockId block, List<Positioned<T, P>> taken) {
    if (over) {
      return;
    }
    List<T> records = new ArrayList<>(taken.size());
    List<P> positions = new ArrayList<>(taken.size());
    boolean isStored = true;
    for (Positioned<T, P> each : taken) {
      BlockId holder = stored.take(each.position(), block);
      if (holder == null) {
        records.add(each.value());
        positions.add(each.position());
      } else if (isStored && refill.put(holder, each.position(), each.value())) {
        isStored = storeAgain(holder);
      }
      order.add(holder == null ? block : holder, each.position());
    }
    if (!isStored) {
      stored.failed(block);
    } else if (records.isEmpty() || store(block, records, positions)) {
      acknowledgeInOrder();
    }
  }

  private boolean storeAgain(BlockId block) {
    Refill.Block<T, P> full = refill.take(block);
    try {
      intake.refill(block, full.records(), full.positions());
      stored.refilled(block);
      return true;
    } catch (RuntimeException | Error failure) {
      fail("Cannot store again what the receiver of stream %d received", failure);
      return false;
    }
  }

  private void storeHalfFull() {
    boolean isStored = !over;
    for (BlockId block : stored.awaited()) {
      Refill.Block<T, P> part = refill.take(block);
      if (isStored) {
        stored.reduce(block, part.positions());
        isStored = part.positions().isEmpty() || store(block, part.records(), part.positions());
      }
    }
    if (isStored) {
      acknowledgeInOrder();
    }
  }

  private boolean store(BlockId block, List<T> records, List<P> positions) {
    boolean isStored = false;
    stored.storing(block);
    try {
      @Nullable Bytes metadata = stored.areIdentifying() ? intake.bytes(positions) : null;
      intake.storeNumbered(block, records, metadata);
      isStored = true;
    } catch (RuntimeException | Error failure) {
      fail("Cannot store what the receiver of stream %d received", failure);
    } finally {
      if (!isStored) {
        stored.failed(block);
      }
    }
    return isStored;
  }

  private void acknowledgeInOrder() {
    acknowledging.lock();
    try {
      if (!over) {
        List<P> positions = order.takeProcessed(stored::isProcessed);
        if (!positions.isEmpty()) {
          acknowledge(positions);
        }
      }
    } finally {
      acknowledging.unlock();
    }
  }

  private void acknowledge(List<P> positions) {
    try {
      receiver.acknowledge(Collections.unmodifiableList(positions));
      stored.acknowledged(positions);
      if (Thread.interrupted()) {
        throw new InterruptedException("the thread was interrupted while it acknowledged");
      }
    } catch (Throwable failure) {
      if (failure instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      fail("Cannot acknowledge what the receiver of stream %d stored", failure);
    }
  }

  private void fail(String format, Throwable failure) {
    acknowledging.lock();
    try {
      if (!over) {
        over = true;
        String message = format.formatted(receiver.streamId());
        receiver.reportError(message, failure);
        receiver.restart(message, failure);
        Thread unused = generator.beginStop();
      }
    } finally {
      acknowledging.unlock();
    }
  }

  /** What the generator does with its blocks. */
  private final class Acknowledging implements BlockGeneratorListener<Positioned<T, P>> {
    @Override
    public void onPushBlock(BlockId block, List<Positioned<T, P>> taken) {
      push(block, taken);
    }

    @Override
    public void onError(String message, Throwable error) {
      fail(message + " of stream %d", error);
    }
  }
}
