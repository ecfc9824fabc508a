package dev.sluice.engine;

import java.util.concurrent.CompletableFuture;

/** A long task that was launched. Thread-safe. */
public interface LongTask {
  /** The host it runs on. */
  String host();

  /** Completes when the task ended, exceptionally if it threw. */
  CompletableFuture<Void> done();

  /** Asks it to end by interrupting its thread. */
  void interrupt();
}
