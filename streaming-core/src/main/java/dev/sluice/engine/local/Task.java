package dev.sluice.engine.local;

import dev.sluice.rdd.TaskContext;
import dev.sluice.rdd.TaskScope;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * One try at one partition of a stage. It runs once, on one thread; {@link #cancel} may be called
 * from any. Thread-safe: the thread and its interrupt are guarded by this object's monitor, the
 * rest is confined to the thread that runs it.
 */
final class Task implements TaskContext {
  private final TaskSet set;
  private final int index;
  private final int attempt;
  private final Deque<AutoCloseable> endActions = new ArrayDeque<>();
  private volatile boolean cancelled;
  private @Nullable Thread thread;
  private boolean interruptSent;
  private boolean begun;
  private boolean threadInterrupted;
  private @Nullable TaskScope scope;
  private @Nullable Throwable failure;

  Task(TaskSet set, int index, int attempt) {
    this.set = set;
    this.index = index;
    this.attempt = attempt;
  }

  TaskSet set() {
    return set;
  }

  int index() {
    return index;
  }

  @Override
  public int partition() {
    return set.partition(index);
  }

  @Override
  public int attempt() {
    return attempt;
  }

  @Override
  public boolean isCancelled() {
    return cancelled;
  }

  @Override
  public <S> S service(Class<S> type) {
    return set.services().get(type);
  }

  @Override
  public void onEnd(AutoCloseable action) {
    endActions.push(action);
  }

  /**
   * Computes the partition.
   *
   * @param enclosing the task during which the thread runs this one, if any
   * @param borrowed whether the thread waits for a job rather than being a worker without work
   */
  void compute(@Nullable Task enclosing, boolean borrowed) {
    begun = begin();
    if (!begun) {
      return;
    }
    Throwable thrown = null;
    scope = TaskScope.begin();
    try {
      set.compute(this, index);
    } catch (Throwable throwable) {
      thrown = CarriedException.unwrap(throwable);
    }
    failure = runEndActions(thrown);
    boolean interruptWasOurs = end(enclosing);
    boolean interrupted =
        failure instanceof InterruptedException || Thread.currentThread().isInterrupted();
    if (failure != null && borrowed && interrupted && !interruptWasOurs) {
      threadInterrupted = true;
      Thread.currentThread().interrupt();
    }
  }

  /** Tells the stage how it went. */
  void report() {
    if (!begun) {
      return;
    }
    if (threadInterrupted) {
      endScope(false);
      set.putBack(this);
    } else if (failure == null) {
      set.succeeded(this);
    } else {
      endScope(false);
      set.failed(this, failure);
    }
  }

  /** Keeps or forgets what the task added to accumulators; on the task's thread, once. */
  void endScope(boolean counts) {
    TaskScope ending = scope;
    if (ending == null) {
      return;
    }
    scope = null;
    if (counts) {
      ending.commit();
    } else {
      ending.discard();
    }
  }

  /** Asks the task to end, by a flag and an interrupt. */
  synchronized void cancel() {
    cancelled = true;
    if (thread != null && !interruptSent) {
      interruptSent = true;
      thread.interrupt();
    }
  }

  private boolean begin() {
    synchronized (this) {
      thread = Thread.currentThread();
    }
    if (set.begin(this)) {
      return true;
    }
    synchronized (this) {
      thread = null;
    }
    return false;
  }

  /** Takes back the interrupt that a cancellation sent, unless it meant the enclosing task, too. */
  private synchronized boolean end(@Nullable Task enclosing) {
    thread = null;
    if (interruptSent) {
      Thread.interrupted();
      if (enclosing != null && enclosing.cancelled) {
        Thread.currentThread().interrupt();
      }
    }
    return interruptSent;
  }

  private @Nullable Throwable runEndActions(@Nullable Throwable thrown) {
    Throwable first = thrown;
    while (!endActions.isEmpty()) {
      try {
        endActions.pop().close();
      } catch (Throwable throwable) {
        if (first == null) {
          first = CarriedException.unwrap(throwable);
        } else {
          first.addSuppressed(throwable);
        }
      }
    }
    return first;
  }
}
