package dev.sluice.testkit.receiver;

import java.io.ObjectOutputStream;
import java.io.ObjectStreamException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;

/** How a receiver is started, stopped and started again. */
final class LifeCycleRules {
  private static final int RESTARTS = 4;
  private static final Duration AT_ONCE = Duration.ZERO;

  /** Long enough to see what a stopped receiver stores. */
  private static final Duration LATER = Duration.ofSeconds(1);

  private LifeCycleRules() {}

  static List<Rule> all() {
    return List.of(
        new Rule(1, "onStart returns soon", LifeCycleRules::starts),
        new Rule(2, "A new receiver can be serialized", LifeCycleRules::isSerializable),
        new Rule(3, "A stopped receiver can be started again", LifeCycleRules::startsAgain),
        new Rule(4, "No thread of the receiver outlives onStop", LifeCycleRules::endsThreads),
        new Rule(5, "Nothing is stored after onStop", LifeCycleRules::storesNothing));
  }

  private static void starts(Trial trial) throws Exception {
    ReceiverRun run = trial.start();
    run.restart(AT_ONCE);
    trial.expect(
        () -> run.driver().stops() > 0,
        () -> "a receiver that cannot be stopped because it is in onStart, its source being silent",
        "that onStart returns within " + trial.patience().limit());
  }

  private static void isSerializable(Trial trial) throws Exception {
    try (ObjectOutputStream out = new ObjectOutputStream(OutputStream.nullOutputStream())) {
      out.writeObject(trial.source().newReceiver());
    } catch (ObjectStreamException failure) {
      throw new Breach(failure.toString(), "a receiver that can be serialized before it starts");
    }
  }

  private static void startsAgain(Trial trial) throws Exception {
    ReceiverRun run = trial.startReceiving();
    for (int times = 1; times <= RESTARTS; times++) {
      restart(trial, run);
    }
  }

  /** Restarts and waits until the receiver stores again. */
  static void restart(Trial trial, ReceiverRun run) throws Exception {
    int starts = run.driver().starts();
    run.restart(AT_ONCE);
    trial.expect(
        () -> run.driver().starts() > starts,
        () -> "a receiver that did not start again",
        "that it does when a restart was asked for");
    trial.awaitReceiving(run);
  }

  private static void endsThreads(Trial trial) throws Exception {
    ReceiverRun run = trial.startReceiving();
    restart(trial, run);
    restart(trial, run);
    run.stop();
    trial.expect(run::hasEnded, () -> "a receiver that runs", "that it ends when it is stopped");
    expectNoThreads(trial, run);
  }

  private static void expectNoThreads(Trial trial, ReceiverRun run) throws Exception {
    trial.expect(
        () -> run.threads().alive().isEmpty(),
        () -> "alive " + run.threads().alive().stream().map(Thread::getName).toList(),
        "none of the threads that came from the receiver");
  }

  private static void storesNothing(Trial trial) throws Exception {
    ReceiverRun run = trial.startReceiving();
    PlayedDriver driver = run.driver();
    int starts = driver.starts();
    int stops = driver.stops();
    run.restart(LATER);
    trial.expect(() -> driver.stops() > stops, () -> "no stop", "one, a restart was asked for");
    List<Object> late = trial.produce(3);
    trial.expect(() -> driver.starts() > starts, () -> "no start", "one after the stop");
    long found = late.stream().filter(driver.storedWhileStopped()::contains).count();
    if (found > 0) {
      throw new Breach(found + " records stored between onStop and the next onStart", "none");
    }
  }
}
