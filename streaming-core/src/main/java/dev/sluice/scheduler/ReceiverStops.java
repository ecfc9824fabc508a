package dev.sluice.scheduler;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * Which receivers have not yet done what a stop waits for: first that they take nothing more, then
 * that they end. Confined to the driver thread.
 */
final class ReceiverStops {
  private final Set<Integer> taking = new HashSet<>();
  private final Set<Integer> running = new HashSet<>();
  private Runnable whenStill = () -> {};
  private Runnable whenEnded = () -> {};

  /** Runs the action when none of the streams' receivers takes anything more. */
  void awaitStill(Collection<Integer> streams, Runnable action) {
    taking.addAll(streams);
    whenStill = action;
  }

  /** Runs the action when all of the streams' receivers have ended. */
  void awaitEnd(Collection<Integer> streams, Runnable action) {
    running.addAll(streams);
    whenEnded = action;
  }

  void still(int streamId) {
    taking.remove(streamId);
    check();
  }

  void ended(int streamId) {
    running.remove(streamId);
    still(streamId);
  }

  /** Runs the actions that nothing is to be waited for any more. */
  void check() {
    if (taking.isEmpty()) {
      Runnable action = whenStill;
      whenStill = () -> {};
      action.run();
    }
    if (running.isEmpty()) {
      Runnable action = whenEnded;
      whenEnded = () -> {};
      action.run();
    }
  }
}
