package dev.sluice.scheduler;

import dev.sluice.dstream.OutputJob;
import dev.sluice.engine.Engine;
import dev.sluice.engine.JobOptions;
import dev.sluice.listener.ListenerBus;
import dev.sluice.listener.StreamingEvent;
import dev.sluice.time.Clock;
import dev.sluice.time.Deadline;
import dev.sluice.time.Time;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Runs the output operations of batches, in order, on {@code sluice-job-k} threads. Confined to the
 * driver thread but for {@link #close}.
 */
final class JobScheduler {
  /** Told on the driver thread how jobs and batches end. */
  interface Observer {
    /** A job ended; {@code failure} is what it threw. */
    void jobEnded(OutputJob job, @Nullable Throwable failure);

    /** All jobs of a batch ended. */
    void batchEnded(BatchRun run);
  }

  private final DriverLoop loop;
  private final Clock clock;
  private final Engine engine;
  private final ListenerBus bus;
  private final Observer observer;
  private final Deque<BatchRun> runs = new ArrayDeque<>();
  private final Set<Thread> jobThreads = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads;

  JobScheduler(
      int concurrentJobs,
      DriverLoop loop,
      Clock clock,
      Engine engine,
      ListenerBus bus,
      Observer observer) {
    this.loop = loop;
    this.clock = clock;
    this.engine = engine;
    this.bus = bus;
    this.observer = observer;
    AtomicInteger number = new AtomicInteger();
    this.threads =
        Executors.newFixedThreadPool(
            concurrentJobs,
            work -> {
              Thread thread = new Thread(work, "sluice-job-" + number.getAndIncrement());
              thread.setDaemon(true);
              jobThreads.add(thread);
              return thread;
            });
  }

  boolean isIdle() {
    return runs.isEmpty();
  }

  /** How many batches wait or run. */
  int count() {
    return runs.size();
  }

  /** The oldest batch that waits or runs. */
  Optional<Time> oldest() {
    return runs.stream().map(BatchRun::time).min(Time::compareTo);
  }

  /** Whether the calling thread runs a job; may be called from any thread. */
  boolean isJobThread() {
    return jobThreads.contains(Thread.currentThread());
  }

  void submit(BatchRun run) {
    runs.add(run);
    bus.post(new StreamingEvent.BatchSubmitted(run.info()));
    for (OutputJob job : run.jobs()) {
      threads.execute(() -> run(run, job));
    }
  }

  private void run(BatchRun run, OutputJob job) {
    long started = clock.millis();
    loop.post(() -> started(run, job, started));
    Map<String, Long> leftOut = Map.of();
    Throwable failure = null;
    StageLog stages = new StageLog();
    try {
      leftOut =
          new JobOptions(group(run), job.description() + ", batch " + run.time(), stages::add)
              .call(() -> job.action().run());
    } catch (Throwable e) {
      failure = e;
    }
    Throwable thrown = failure;
    Optional<String> reason = Optional.ofNullable(failure).map(Failures::reason);
    BatchRun.Outcome outcome = new BatchRun.Outcome(reason, leftOut, stages);
    long ended = clock.millis();
    loop.post(() -> ended(run, job, ended, thrown, outcome));
  }

  private static String group(BatchRun run) {
    return "batch-" + run.time().milliseconds();
  }

  private void started(BatchRun run, OutputJob job, long now) {
    boolean first = !run.isStarted();
    var info = run.start(job, now);
    if (first) {
      bus.post(new StreamingEvent.BatchStarted(run.info()));
    }
    bus.post(new StreamingEvent.OutputOperationStarted(info));
  }

  private void ended(
      BatchRun run,
      OutputJob job,
      long now,
      @Nullable Throwable failure,
      BatchRun.Outcome outcome) {
    var info = run.end(job, now, outcome);
    bus.post(new StreamingEvent.OutputOperationCompleted(info));
    observer.jobEnded(job, failure);
    if (run.isEnded()) {
      runs.remove(run);
      bus.post(new StreamingEvent.BatchCompleted(run.info()));
      observer.batchEnded(run);
    }
  }

  /** Cancels what runs and drops what waits; the batches concerned stay undone. */
  void abort(String reason) {
    threads.shutdownNow();
    for (BatchRun run : runs) {
      engine.cancelGroup(group(run), reason);
    }
  }

  /**
   * Ends the threads once what runs has ended, waiting for it until the deadline.
   *
   * @return the names of the threads that did not end
   */
  List<String> close(Deadline deadline) {
    threads.shutdown();
    if (isJobThread() || awaitThreads(deadline)) {
      return List.of();
    }
    return jobThreads.stream().filter(Thread::isAlive).map(Thread::getName).sorted().toList();
  }

  private boolean awaitThreads(Deadline deadline) {
    try {
      return threads.awaitTermination(deadline.leftMs(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
