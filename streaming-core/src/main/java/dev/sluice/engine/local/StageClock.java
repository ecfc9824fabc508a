package dev.sluice.engine.local;

import dev.sluice.engine.StageInfo;
import dev.sluice.engine.StageInfo.Outcome;
import dev.sluice.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;

/** Measures one stage and tells of it when it ends. Guarded by the monitor of its set of tasks. */
final class StageClock {
  private final String name;
  private final Clock clock;
  private final Consumer<? super StageInfo> told;
  private long startMs;
  private long startNanos;
  private boolean started;
  private int failed;

  /**
   * A stage that has not begun.
   *
   * @param told of its end, if it begins
   */
  StageClock(String name, Clock clock, Consumer<? super StageInfo> told) {
    this.name = name;
    this.clock = clock;
    this.told = told;
  }

  void start() {
    started = true;
    startMs = clock.millis();
    startNanos = System.nanoTime();
  }

  void taskFailed() {
    failed++;
  }

  /** What is to be done, without any monitor, when the stage ends. */
  Runnable end(Outcome outcome, int tasks, int done) {
    if (!started) {
      return () -> {};
    }
    Duration took = Duration.ofNanos(System.nanoTime() - startNanos);
    StageInfo info = new StageInfo(name, outcome, tasks, done, failed, startMs, took);
    return () -> told.accept(info);
  }
}
