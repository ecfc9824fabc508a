package dev.sluice.dstream;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * What output operations keep between batches, to be closed at the end. Thread-safe: a queue is.
 */
public final class Endings {
  private final Queue<AutoCloseable> endings = new ConcurrentLinkedQueue<>();

  Endings() {}

  void add(AutoCloseable ending) {
    endings.add(ending);
  }

  /** Closes all, once; tells what is thrown. */
  public void run(Consumer<Throwable> onFailure) {
    for (AutoCloseable ending = endings.poll(); ending != null; ending = endings.poll()) {
      try {
        ending.close();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        onFailure.accept(e);
      } catch (Exception | Error e) {
        onFailure.accept(e);
      }
    }
  }
}
