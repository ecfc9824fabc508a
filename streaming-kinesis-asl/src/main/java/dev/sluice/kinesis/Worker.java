package dev.sluice.kinesis;

import java.lang.reflect.InaccessibleObjectException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import software.amazon.kinesis.coordinator.Scheduler;
import software.amazon.kinesis.coordinator.WorkerStateChangeListener;

/**
 * A worker of the client library, during one attempt of a receiver: it takes leases of shards and
 * has their readers store. Thread-safe: what threads share is volatile, the library's own, or
 * guarded by the monitor.
 */
final class Worker<T> {
  private static final long POLL_MS = 50;

  private final String name;
  private final String workerId;
  private final KinesisSettings settings;
  private final KinesisReceiver<T> receiver;
  private final Progress progress;
  private final Checkpoints checkpoints;
  private final Thread thread;
  private volatile @Nullable Scheduler scheduler;
  private volatile boolean begun;
  private volatile boolean stopped;
  private boolean told;
  private boolean over;

  /**
   * A worker that does not run.
   *
   * @param name of its threads
   * @param workerId by which its leases are known
   */
  Worker(
      String name,
      String workerId,
      KinesisSettings settings,
      Progress progress,
      KinesisReceiver<T> receiver) {
    this.name = name;
    this.workerId = workerId;
    this.settings = settings;
    this.receiver = receiver;
    this.progress = progress;
    this.checkpoints = new Checkpoints("kinesis-checkpoint-" + name, progress, settings, receiver);
    this.thread = new Thread(this::run, "kinesis-worker-" + name);
  }

  /** Starts its threads. */
  void start() {
    checkpoints.start();
    thread.start();
  }

  /** Checkpoints what is acknowledged by now, then ends its threads. */
  void stop() throws InterruptedException {
    stopped = true;
    progress.end();
    checkpoints.join();
    while (thread.isAlive()) {
      Scheduler current = scheduler;
      if (begun && current != null) {
        tell(current);
      } else if (!begun) {
        // It waits for a service, and holds what its end needs.
        thread.interrupt();
      }
      thread.join(POLL_MS);
    }
  }

  /**
   * Has the library end, once. It still talks to its services meanwhile, also after its worker is
   * over, so they are not closed before this is done.
   */
  private synchronized void tell(Scheduler current) {
    if (!told && !over) {
      told = true;
      current.shutdown();
    }
  }

  /** From here on nobody tells the library anything: its services are about to be closed. */
  private synchronized void end(Scheduler current, ShardReads reads) {
    over = true;
    reads.end();
    endPools(current);
  }

  private void run() {
    ExecutorService shardSync = Executors.newCachedThreadPool();
    try (AwsClients clients = AwsClients.open("kinesis-io-" + name, settings)) {
      Admission.check(clients, settings);
      ShardReads reads = WorkerSettings.reads(settings, clients);
      Scheduler current =
          WorkerSettings.scheduler(
              settings, clients, workerId, this::reader, reads, shardSync, new Listener());
      scheduler = current;
      runToEnd(current, reads);
    } catch (RefusedException refused) {
      fail(String.valueOf(refused.getMessage()), refused);
    } catch (Throwable failure) {
      fail(unreadable(), failure);
    } finally {
      end(shardSync);
    }
  }

  private ShardReader<T> reader() {
    return new ShardReader<>(settings.stream(), progress, checkpoints, receiver);
  }

  private void runToEnd(Scheduler current, ShardReads reads) {
    try {
      if (stopped) {
        tell(current);
      } else {
        current.run();
      }
    } finally {
      end(current, reads);
    }
    if (!stopped) {
      throw new IllegalStateException("the worker of the Kinesis client library has ended");
    }
  }

  private void endPools(Scheduler current) {
    try {
      LibraryPools.end(current);
    } catch (ReflectiveOperationException | InaccessibleObjectException e) {
      receiver.report("Cannot end all threads of the Kinesis client library", e);
    }
  }

  private String unreadable() {
    return "Cannot read the Kinesis stream %s in %s"
        .formatted(settings.stream(), settings.endpoints().place());
  }

  private void fail(String message, Throwable failure) {
    if (!stopped) {
      receiver.fail(message, failure);
    }
  }

  private static void end(ExecutorService pool) {
    List<Runnable> unused = pool.shutdownNow();
  }

  /** Hears how far the library is. */
  private final class Listener implements WorkerStateChangeListener {
    @Override
    public void onWorkerStateChange(WorkerState state) {
      if (state == WorkerState.STARTED) {
        begun = true;
      }
    }

    @Override
    public void onAllInitializationAttemptsFailed(Throwable failure) {
      fail(unreadable(), failure);
    }
  }
}
