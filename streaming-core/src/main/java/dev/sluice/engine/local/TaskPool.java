package dev.sluice.engine.local;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One queue of tasks and the threads that run them. Workers are started when there is work for
 * them. A thread that waits for a job runs that job's queued tasks meanwhile: a task that waits for
 * a job of its own cannot starve it, and a small job needs no other thread at all. At no time do
 * more tasks run than there are seats, one for each worker; a task that waits keeps its seat and
 * lends it to the tasks it waits for.
 *
 * <p>Thread-safe: guarded by its lock, which is never held while tasks run or others are called.
 */
final class TaskPool {
  private final int seats;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition work = lock.newCondition();
  private final Condition progress = lock.newCondition();

  @SuppressWarnings("ThreadLocalUsage") // each pool has its own view of a thread
  private final ThreadLocal<Runner> runners = new ThreadLocal<>();

  private final ArrayDeque<Task> queue = new ArrayDeque<>();
  private final List<Thread> workers = new ArrayList<>();
  private int taken;
  private int idle;
  private int calls;
  private int helpers;
  private boolean closed;

  TaskPool(int seats) {
    this.seats = seats;
  }

  /** What a thread does for this pool. Confined to that thread. */
  private static final class Runner {
    final boolean worker;
    @Nullable Task current;
    @Nullable Job<?> helping;

    /** Whether the thread will look for a task next, rather than run the user's code. */
    boolean free = true;

    Runner(boolean worker) {
      this.worker = worker;
    }

    boolean willTake(TaskSet set) {
      return free && (helping == null ? worker : set.isWantedBy(helping));
    }
  }

  /** Queues tasks of a stage. */
  void enqueue(TaskSet set, List<Task> tasks) {
    Runner runner = runners.get();
    lock.lock();
    try {
      if (closed) {
        return;
      }
      queue.addAll(tasks);
      callWorkers(runner != null && runner.willTake(set) ? tasks.size() - 1 : tasks.size());
      callHelpers();
    } finally {
      lock.unlock();
    }
  }

  /** Removes the queued tasks of a stage. */
  void withdraw(TaskSet set) {
    lock.lock();
    try {
      queue.removeIf(task -> task.set() == set);
    } finally {
      lock.unlock();
    }
  }

  /** Lets waiting threads look again at what they wait for. */
  void wakeHelpers() {
    lock.lock();
    try {
      callHelpers();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Runs the tasks that a job wants until it is over.
   *
   * @param first called before, when this thread is already known to help
   * @throws InterruptedException if the thread is interrupted; the job goes on
   */
  void help(Job<?> job, Runnable first) throws InterruptedException {
    Runner known = runners.get();
    Runner runner = known == null ? new Runner(false) : known;
    Job<?> outerJob = runner.helping;
    boolean outerFree = runner.free;
    runners.set(runner);
    runner.helping = job;
    runner.free = true;
    try {
      first.run();
      for (Task task = next(job, runner); task != null; task = next(job, runner)) {
        execute(task, runner);
        if (runner.current == null) {
          leaveSeat();
        }
      }
    } finally {
      runner.helping = outerJob;
      runner.free = outerFree;
      if (known == null) {
        runners.remove();
      }
      callForTheRest();
    }
  }

  /** Whether the calling thread is one of the workers. */
  boolean isWorker() {
    Runner runner = runners.get();
    return runner != null && (runner.worker || runner.current != null);
  }

  /** Ends the workers once their tasks end; queued tasks are dropped. Answers with the workers. */
  List<Thread> close() {
    lock.lock();
    try {
      closed = true;
      queue.clear();
      work.signalAll();
      progress.signalAll();
      return List.copyOf(workers);
    } finally {
      lock.unlock();
    }
  }

  private void workerLoop() {
    Runner runner = new Runner(true);
    runners.set(runner);
    for (Task task = nextForWorker(); task != null; task = nextForWorker()) {
      execute(task, runner);
      Thread.interrupted(); // set by the task itself: nobody else interrupts a worker
      leaveSeat();
    }
  }

  private static void execute(Task task, Runner runner) {
    Task outer = runner.current;
    Job<?> helping = runner.helping;
    runner.current = task;
    runner.helping = null;
    runner.free = false;
    try {
      task.compute(outer, helping != null);
    } finally {
      runner.helping = helping;
      runner.free = true;
      try {
        task.report();
      } finally {
        runner.current = outer;
      }
    }
  }

  private @Nullable Task nextForWorker() {
    lock.lock();
    try {
      while (!closed) {
        if (!queue.isEmpty() && taken < seats) {
          taken++;
          return queue.poll();
        }
        awaitCall();
      }
      return null;
    } finally {
      lock.unlock();
    }
  }

  private void awaitCall() {
    idle++;
    while (calls == 0 && !closed) {
      work.awaitUninterruptibly();
    }
    idle--;
    calls = Math.max(0, calls - 1);
  }

  private @Nullable Task next(Job<?> job, Runner runner) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!job.isOver()) {
        boolean seated = runner.current != null;
        Task task = seated || taken < seats ? pollFor(job) : null;
        if (task != null) {
          taken += seated ? 0 : 1;
          return task;
        }
        helpers++;
        try {
          progress.await();
        } finally {
          helpers--;
        }
      }
      return null;
    } finally {
      lock.unlock();
    }
  }

  private @Nullable Task pollFor(Job<?> job) {
    for (Iterator<Task> tasks = queue.iterator(); tasks.hasNext(); ) {
      Task task = tasks.next();
      if (task.set().isWantedBy(job)) {
        tasks.remove();
        return task;
      }
    }
    return null;
  }

  private void leaveSeat() {
    lock.lock();
    try {
      taken--;
      if (!queue.isEmpty()) {
        callHelpers();
      }
    } finally {
      lock.unlock();
    }
  }

  private void callForTheRest() {
    lock.lock();
    try {
      callWorkers(queue.size());
    } finally {
      lock.unlock();
    }
  }

  private void callHelpers() {
    if (helpers > 0) {
      progress.signalAll();
    }
  }

  private void callWorkers(int count) {
    for (int i = 0; i < Math.min(count, seats) && !closed; i++) {
      if (idle > calls) {
        calls++;
        work.signal();
      } else if (workers.size() < seats) {
        Thread worker = new Thread(this::workerLoop, "sluice-task-" + workers.size());
        worker.setDaemon(true);
        workers.add(worker);
        worker.start();
      }
    }
  }
}
