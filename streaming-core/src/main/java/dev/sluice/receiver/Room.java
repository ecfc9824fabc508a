package dev.sluice.receiver;

import dev.sluice.engine.BlockId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Room for the blocks of one launch of a receiver among those that are not processed yet. A block
 * asks the tracker before it is stored, and its thread waits as long as there is no room: the
 * receiver is slowed. A generator whose thread waits answers ends of batches nevertheless, as the
 * blocks that it holds belong to later ones. Thread-safe: a monitor guards the blocks that wait.
 */
final class Room {
  private final TrackerLink tracker;
  private final BlockGenerators generators;
  private final Map<BlockId, Waiting> waiting = new HashMap<>();
  private boolean open;

  /**
   * Room of a launch.
   *
   * @param bounded whether there is a bound; nobody is asked if there is none
   */
  Room(TrackerLink tracker, BlockGenerators generators, boolean bounded) {
    this.tracker = tracker;
    this.generators = generators;
    this.open = !bounded;
  }

  /** A block without room yet. Guarded by the monitor of the room, but for the future. */
  private static final class Waiting {
    private final CompletableFuture<Void> admitted = new CompletableFuture<>();
    private @Nullable BlockGenerator<?> held;

    void goOn() {
      if (held != null) {
        held.goOn();
        held = null;
      }
    }
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
        each.goOn();
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
      if (each.admitted.isDone()) {
        return;
      }
      each.held = generator;
      passing = generator.hold();
    }
    passing.forEach(Runnable::run);
  }

  private static void awaitAdmission(Waiting each) throws InterruptedException {
    try {
      each.admitted.get();
    } catch (ExecutionException impossible) {
      throw new AssertionError(impossible);
    }
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
    waiting.values().forEach(Room::admit);
  }

  private static void admit(Waiting each) {
    each.goOn();
    each.admitted.complete(null);
  }
}
