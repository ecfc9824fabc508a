package dev.sluice.engine.local;

import dev.sluice.engine.StageInfo;
import dev.sluice.rdd.TaskContext;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;

/**
 * The tasks of one stage, each tried up to a number of times. Thread-safe: guarded by its monitor,
 * which is never held while others are called.
 */
final class TaskSet {
  private final TaskPool pool;
  private final Services services;
  private final List<Integer> partitions;
  private final int maxFailures;
  private final Work work;
  private final Outcome outcome;
  private final StageClock clock;
  private final Set<Job<?>> wantedBy = new CopyOnWriteArraySet<>();
  private final Set<Task> running = new HashSet<>();
  private int left;
  private boolean over;

  TaskSet(
      TaskPool pool,
      Services services,
      List<Integer> partitions,
      int maxFailures,
      Work work,
      Outcome outcome,
      StageClock clock) {
    this.pool = pool;
    this.services = services;
    this.partitions = partitions;
    this.maxFailures = maxFailures;
    this.work = work;
    this.outcome = outcome;
    this.clock = clock;
    this.left = partitions.size();
  }

  /** What each task does. */
  @FunctionalInterface
  interface Work {
    /** Computes one of the partitions, the one at the index. */
    void compute(TaskContext context, int index) throws Exception;
  }

  /** Hears once how the stage ended, unless it is cancelled. */
  interface Outcome {
    /** All tasks succeeded. */
    void succeeded();

    /** A task failed for the last time; the others are cancelled. */
    void failed(int partition, int attempts, Throwable cause);
  }

  /** Puts the tasks into the queue of the pool. */
  void start() {
    synchronized (this) {
      clock.start();
    }
    List<Task> tasks = new ArrayList<>(partitions.size());
    for (int index = 0; index < partitions.size(); index++) {
      tasks.add(new Task(this, index, 0));
    }
    pool.enqueue(this, tasks);
  }

  /** Notes that a job waits for this stage, so that its thread may run the tasks. */
  void wantedBy(Job<?> job) {
    wantedBy.add(job);
  }

  boolean isWantedBy(Job<?> job) {
    return wantedBy.contains(job);
  }

  int partition(int index) {
    return partitions.get(index);
  }

  Services services() {
    return services;
  }

  void compute(Task task, int index) throws Exception {
    work.compute(task, index);
  }

  /** Registers a task as running; false if the stage is over. */
  synchronized boolean begin(Task task) {
    return !over && running.add(task);
  }

  void succeeded(Task task) {
    boolean counts;
    boolean last;
    Runnable ending = () -> {};
    synchronized (this) {
      counts = !over;
    }
    task.endScope(counts);
    synchronized (this) {
      running.remove(task);
      last = !over && --left == 0;
      over |= last;
      if (last) {
        ending = clock.end(StageInfo.Outcome.COMPLETED, partitions.size(), partitions.size());
      }
    }
    if (last) {
      ending.run();
      outcome.succeeded();
    }
  }

  void failed(Task task, Throwable cause) {
    int attempts = task.attempt() + 1;
    synchronized (this) {
      clock.taskFailed();
    }
    if (attempts < maxFailures) {
      tryAgain(task, attempts);
      return;
    }
    synchronized (this) {
      running.remove(task);
      if (over) {
        return;
      }
    }
    if (end(StageInfo.Outcome.FAILED)) {
      outcome.failed(task.partition(), attempts, cause);
    }
  }

  /** Takes back a task that ended without fault of its own. */
  void putBack(Task task) {
    tryAgain(task, task.attempt());
  }

  /** Ends the stage without telling anyone; false if it is over. */
  boolean cancel() {
    return end(StageInfo.Outcome.CANCELLED);
  }

  private boolean end(StageInfo.Outcome how) {
    List<Task> victims;
    Runnable ending;
    synchronized (this) {
      if (over) {
        return false;
      }
      over = true;
      victims = List.copyOf(running);
      ending = clock.end(how, partitions.size(), partitions.size() - left);
    }
    ending.run();
    pool.withdraw(this);
    victims.forEach(Task::cancel);
    return true;
  }

  private void tryAgain(Task task, int attempt) {
    synchronized (this) {
      running.remove(task);
      if (over) {
        return;
      }
    }
    pool.enqueue(this, List.of(new Task(this, task.index(), attempt)));
  }
}
