package dev.sluice.engine.local;

import dev.sluice.engine.LongTask;
import dev.sluice.engine.LongTaskContext;
import dev.sluice.engine.LongTaskSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The long tasks of the embedded engine, a thread each. Thread-safe: guarded by its monitor. */
final class LongTasks {
  static final String HOST = "localhost";

  private final LongTaskContext context;
  private final List<Running> running = new ArrayList<>();
  private boolean closed;

  LongTasks(LongTaskContext context) {
    this.context = context;
  }

  synchronized LongTask launch(LongTaskSpec spec) {
    if (closed) {
      throw new IllegalStateException(
          "Cannot launch " + spec.name() + ": the engine is closed, expected one that is open");
    }
    Running task = new Running(spec);
    running.add(task);
    task.thread.start();
    return task;
  }

  /** Interrupts all tasks and refuses new ones. Answers with the threads that are still alive. */
  synchronized List<Thread> close() {
    closed = true;
    running.forEach(Running::interrupt);
    return running.stream().map(task -> task.thread).toList();
  }

  private synchronized void ended(Running task) {
    running.remove(task);
  }

  /** A long task and its thread. Thread-safe: immutable but for the future. */
  private final class Running implements LongTask {
    private final LongTaskSpec spec;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final Thread thread;

    Running(LongTaskSpec spec) {
      this.spec = spec;
      this.thread = new Thread(this::run, spec.name());
      thread.setDaemon(true);
    }

    @Override
    public String host() {
      return HOST;
    }

    @Override
    public CompletableFuture<Void> done() {
      return done;
    }

    @Override
    public void interrupt() {
      thread.interrupt();
    }

    private void run() {
      try {
        spec.body().run(context);
        ended(this);
        done.complete(null);
      } catch (Throwable failure) {
        ended(this);
        done.completeExceptionally(failure);
      }
    }
  }
}
