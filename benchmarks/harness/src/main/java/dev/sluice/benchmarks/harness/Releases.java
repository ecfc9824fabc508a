package dev.sluice.benchmarks.harness;

import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Releases records to a running job, phase after phase. Confined to the driver's thread. */
final class Releases {
  private static final int GRACE_SECONDS = 60;

  private final Contestant contestant;
  private final Job job;
  private final Expectation expectation;
  private final Optional<SenderProcess> sender;
  private long released;

  Releases(
      Contestant contestant, Job job, Expectation expectation, Optional<SenderProcess> sender) {
    this.contestant = contestant;
    this.job = job;
    this.expectation = expectation;
    this.sender = sender;
  }

  /** Releases n records at the start of a batch, and waits for the last one's result. */
  Phase phase(long n) throws Exception {
    contestant.awaitIdle();
    released += n;
    Goal goal = job.sink().goal();
    goal.set(expectation.goal(released));
    long batchMs = job.batchMs();
    Pause.ofMillis(batchMs - System.currentTimeMillis() % batchMs);
    double cpu = Machine.cpuSeconds();
    Optional<Busy> busy = contestant.busy();
    long start = System.nanoTime();
    release(n);
    int patience = job.settings().timeoutSeconds() - GRACE_SECONDS;
    if (!goal.await(start + TimeUnit.SECONDS.toNanos(patience))) {
      Sink sink = job.sink();
      throw new IllegalStateException(
          "Cannot measure "
              + n
              + " records: results are missing, found "
              + Math.max(sink.total(), sink.updates())
              + ", expected "
              + expectation.goal(released));
    }
    double cpuSeconds = Machine.cpuSeconds() - cpu;
    return new Phase(n, (goal.reachedNanos() - start) / 1e9, cpuSeconds, busy);
  }

  private void release(long n) {
    if (sender.isPresent()) {
      sender.get().send(n);
    } else {
      job.feed().release(n);
    }
  }

  /** What is wrong with the totals of all phases, or empty. */
  Optional<String> wrong() {
    return expectation.wrong(released, job.sink());
  }
}
