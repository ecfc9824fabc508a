package dev.sluice.flow;

import dev.sluice.recovery.ChildProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Trials side by side, each with a program of its own: what happens to the broker happens to all.
 * Confined to the test's thread.
 */
public final class TrialsTogether implements AutoCloseable {
  private final List<Trial> trials = new ArrayList<>();
  private final List<ChildProcess> programs = new ArrayList<>();

  /** Starts the program of a trial, which is closed by this. */
  public void start(Trial trial) throws IOException {
    trials.add(trial);
    programs.add(trial.start());
  }

  /** Waits until all programs have begun to work. */
  public void awaitBegun() throws IOException {
    for (ChildProcess program : programs) {
      program.awaitBegun();
    }
  }

  /** Lets all programs live so long, during which none must end by itself. */
  public void live(long ms) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ms);
    for (ChildProcess program : programs) {
      program.live(Math.max(0, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
    }
  }

  /** Finishes one trial after the other; each message must have come out once. */
  public void finish(String what) throws Exception {
    for (int i = 0; i < trials.size(); i++) {
      trials.get(i).finish(what, 0, programs.get(i));
    }
  }

  @Override
  public void close() {
    programs.forEach(ChildProcess::close);
    trials.forEach(Trial::close);
  }
}
