package dev.sluice.mqtt;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The messages of one attempt of a receiver that the broker is still to be told of, in the order in
 * which they were stored or left out: that is the order in which it has to be told. Thread-safe:
 * guarded by its monitor.
 */
final class Unacknowledged {
  private final Deque<Waiting> waiting = new ArrayDeque<>();

  /** A message, which may be left out and then waits only for those before it. */
  private record Waiting(Delivery delivery, boolean isLeftOut) {}

  /** A message is about to be stored. */
  synchronized void stores(Delivery delivery) {
    waiting.add(new Waiting(delivery, false));
  }

  /** A message is not stored. */
  synchronized void leavesOut(Delivery delivery) {
    waiting.add(new Waiting(delivery, true));
    acknowledgeLeftOut();
  }

  /** So many more messages are safe. */
  synchronized void acknowledge(int stored) {
    for (int left = stored; left > 0; left--) {
      acknowledgeLeftOut();
      waiting.remove().delivery().acknowledge();
    }
    acknowledgeLeftOut();
  }

  private void acknowledgeLeftOut() {
    Waiting first = waiting.peek();
    while (first != null && first.isLeftOut()) {
      waiting.remove().delivery().acknowledge();
      first = waiting.peek();
    }
  }
}
