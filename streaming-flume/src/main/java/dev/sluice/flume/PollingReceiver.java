package dev.sluice.flume;

import dev.sluice.rdd.StorageLevel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Receives what it fetches from the sinks of agents. Thread-safe as its parent is; the polling is
 * confined to the thread that starts and stops this.
 */
final class PollingReceiver extends FlumeReceiver {
  private static final long serialVersionUID = 1L;

  private final FlumePollingOptions options;
  private transient @Nullable Polling polling;

  PollingReceiver(FlumePollingOptions options, StorageLevel level) {
    super(options.identity(), level);
    this.options = options;
  }

  @Override
  public void onStart() {
    begin();
    Polling next = new Polling();
    polling = next;
    next.start();
  }

  @Override
  public void onStop() throws IOException, InterruptedException {
    Polling current = polling;
    if (current != null) {
      current.stop();
    }
  }

  /** Where it polls, without passwords. */
  @Override
  public String toString() {
    return "PollingReceiver(%s)".formatted(options);
  }

  /** The threads of one attempt. Confined to the thread that starts and stops the receiver. */
  private final class Polling {
    private static final long TICK_MS = 200;
    private static final long STOP_MS = 5_000;

    private final CountDownLatch stopping = new CountDownLatch(1);
    private final List<PollingWorker> workers = new ArrayList<>();
    private final Thread keeper = new Thread(this::keep, "flume-keep-" + streamId());

    void start() {
      Map<SinkAddress, Outage> outages = new HashMap<>();
      List<SinkAddress> agents = options.agents();
      int number = Math.max(options.parallelism(), agents.size());
      for (int i = 0; i < number; i++) {
        SinkAddress agent = agents.get(i % agents.size());
        Outage outage =
            outages.computeIfAbsent(agent, key -> new Outage(key, PollingReceiver.this));
        String name = "flume-poll-%d-%d".formatted(streamId(), i);
        workers.add(
            new PollingWorker(name, agent, options, PollingReceiver.this, outage, stopping));
      }
      workers.forEach(PollingWorker::start);
      keeper.start();
    }

    /** Agents take batches back from those who are silent; storing one may take long. */
    private void keep() {
      try {
        while (!stopping.await(TICK_MS, TimeUnit.MILLISECONDS)) {
          for (PollingWorker worker : workers) {
            worker.keep();
          }
        }
      } catch (InterruptedException interrupt) {
        Thread.currentThread().interrupt();
      }
    }

    void stop() throws IOException, InterruptedException {
      stopping.countDown();
      for (PollingWorker worker : workers) {
        worker.stop();
      }
      long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(STOP_MS);
      for (PollingWorker worker : workers) {
        long leftMs = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        worker.join(Math.max(1, leftMs));
      }
      keeper.join();
    }
  }
}
