package dev.sluice.testkit.receiver;

import static dev.sluice.testkit.receiver.Behaviour.COUNTS_CONNECTIONS;

import java.util.ArrayList;
import java.util.List;

/** What remains of a receiver that is stopped, and of one beside another. */
final class StoppingRules {
  private static final int SOME = 10;
  private static final int MANY = 5_000;

  private StoppingRules() {}

  static List<Rule> all() {
    return List.of(
        new Rule(
            18, "A receiver whose source is down can be stopped", StoppingRules::stopsWhileDown),
        new Rule(19, "A receiver that waits in store can be stopped", StoppingRules::stopsInStore),
        new Rule(
            20,
            "No connection outlives onStop",
            StoppingRules::closesConnections,
            COUNTS_CONNECTIONS),
        new Rule(21, "Receivers share nothing", StoppingRules::sharesNothing));
  }

  private static void stopsWhileDown(Trial trial) throws Exception {
    trial.source().cut();
    ReceiverRun run = trial.start();
    trial.patience().tenth().until(() -> !run.driver().reports().isEmpty());
    run.stop();
    expectEnd(trial, run, "a receiver that runs, its source being down");
  }

  private static void expectEnd(Trial trial, ReceiverRun run, String found) throws Exception {
    trial.expect(run::hasEnded, () -> found, "that it ends within " + trial.patience().limit());
  }

  private static void stopsInStore(Trial trial) throws Exception {
    ReceiverRun run = trial.startReceiving();
    run.driver().hold();
    trial.produce(MANY);
    trial.expect(run.driver()::isHoldingBlocks, () -> "no block", "one that is to be stored");
    List<Thread> waiting = new ArrayList<>();
    trial.patience().tenth().until(() -> waiting.addAll(run.threads().waitingInside("store")));
    waiting.retainAll(run.threads().alive());
    run.interrupt();
    trial.patience().tenth().until(run::hasEnded);
    run.driver().release();
    expectEnd(trial, run, "a receiver that runs though its thread was interrupted");
    trial.expect(
        () -> waiting.stream().noneMatch(Thread::isAlive),
        () -> "a thread that waited in store and goes on",
        "that it ends when store throws");
  }

  private static void closesConnections(Trial trial) throws Exception {
    ReceiverRun run = trial.startReceiving();
    int connections = trial.source().connections();
    LifeCycleRules.restart(trial, run);
    LifeCycleRules.restart(trial, run);
    expectConnections(trial, connections, "as before the restarts");
    run.stop();
    expectEnd(trial, run, "a receiver that runs");
    expectConnections(trial, 0, "because the receiver is stopped");
  }

  private static void expectConnections(Trial trial, int most, String why) throws Exception {
    trial.expect(
        () -> trial.source().connections() <= most,
        () -> trial.source().connections() + " connections",
        most + " at most, " + why);
  }

  private static void sharesNothing(Trial trial) throws Exception {
    ReceiverHarness<?> other = trial.newSource();
    var first = trial.source().newReceiver();
    var second = other.newReceiver();
    ReceiverRun firstRun = trial.start(first);
    ReceiverRun secondRun = trial.start(second);
    trial.awaitReceiving(firstRun);
    trial.awaitReceiving(secondRun, other);
    List<Object> ofFirst = trial.produce(SOME);
    List<Object> ofSecond = new ArrayList<>(other.produce(SOME));
    trial.awaitStored(firstRun, ofFirst);
    trial.awaitStored(secondRun, ofSecond);
  }
}
