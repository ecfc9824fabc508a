package dev.sluice.receiver;

import dev.sluice.engine.BlockId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Room for the blocks of one launch of a receiver among those that are not processed yet. A block
 * asks the tracker before it is stored, and its thread waits as long as there is no room: the
 * receiver is slowed. A generator whose thread waits answers ends of batches nevertheless, as the
 * blocks that it holds belong to later ones. Thread-safe: a monitor guards the blocks that wait and
 * all changes.
 */
final class Room {
  private final TrackerLink tracker;
  private final BlockGenerators generators;
  private final Map<BlockId, Waiting> waiting = new HashMap<>();
  private final Runnable whenHeld;
  private final AtomicInteger held = new AtomicInteger();
  private boolean open;

  /**
   * Room of a launch.
   *
   * @param bounded whether there is a bound; nobody is asked if there is none
   * @param whenHeld run when the blocks of a generator are held
   */
  Room(TrackerLink tracker, BlockGenerators generators, boolean bounded, Runnable whenHeld) {
    this.tracker = tracker;
    this.generators = generators;
    this.open = !bounded;
    this.whenHeld = whenHeld;
  }

  /** A block without room yet. Guarded by the monitor of the room, but for the future. */
  private static final class Waiting {
    private final CompletableFuture<Void> admitted = new CompletableFuture<>();
    private @Nullable BlockGenerator<?> held;
  }

  /**
   * Waits until a block may be stored; it then has to be added, or to {@link #giveBack} its room.
   */
  void await(BlockId block, long bytes) throws InterruptedException {
    Waiting each = new Waiting();
    synchronized (this) {
      if (open) {
        return;
      }
      waiting.put(block, each);
    }
    try {
      if (!tracker.askRoom(block, bytes).accepted()) {
        hold(each);
        awaitAdmission(each);
      }
    } finally {
      synchronized (this) {
        waiting.remove(block);
        goOn(each);
      }
    }
  }

  private void hold(Waiting each) {
    BlockGenerator<?> generator = generators.pushedBy(Thread.currentThread());
    if (generator == null) {
      return;
    }
    List<Runnable> passing;
    synchronized (this) {
      if (generator.isAbandoned()) {
        abandon(each);
      }
      if (each.admitted.isDone()) {
        return;
      }
      each.held = generator;
      int unused = held.incrementAndGet();
      passing = generator.hold();
    }
    passing.forEach(Runnable::run);
    whenHeld.run();
  }

  private void goOn(Waiting each) {
    BlockGenerator<?> generator = each.held;
    if (generator != null) {
      each.held = null;
      int unused = held.decrementAndGet();
      generator.goOn();
    }
  }

  private static void awaitAdmission(Waiting each) throws InterruptedException {
    try {
      each.admitted.get();
    } catch (ExecutionException abandoned) {
      throw new ReceiverStoppedException(
          "the attempt was over before there was room for it", abandoned);
    }
  }

  private static void abandon(Waiting each) {
    each.admitted.completeExceptionally(new CancellationException("not wanted any more"));
  }

  /** What a generator still pushes does not wait for room but fails. */
  synchronized void abandon(BlockGenerator<?> generator) {
    generator.abandon();
    waiting.values().stream().filter(each -> each.held == generator).forEach(Room::abandon);
  }

  /** Whether the blocks of a generator are held. */
  boolean isHolding() {
    return held.get() > 0;
  }

  /** A block will not be added after all. */
  void giveBack(BlockId block) {
    synchronized (this) {
      if (open) {
        return;
      }
    }
    tracker.giveRoomBack(block);
  }

  /** The tracker has room for a block. */
  synchronized void admitted(BlockId block) {
    Waiting each = waiting.get(block);
    if (each != null) {
      admit(each);
    }
  }

  /** No block waits any more: what becomes of it is between the store and the tracker. */
  synchronized void open() {
    open = true;
    waiting.values().forEach(this::admit);
  }

  private void admit(Waiting each) {
    goOn(each);
    each.admitted.complete(null);
  }
}
