package dev.sluice.testkit.receiver;

import static dev.sluice.testkit.receiver.Behaviour.RELIABLE;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;

/** When a reliable receiver tells its source to forget records. */
final class AcknowledgingRules {
  private static final int FEW = 5;
  private static final int SOME = 50;

  private AcknowledgingRules() {}

  static List<Rule> all() {
    return List.of(
        new Rule(9, "Only what is durable is acknowledged", AcknowledgingRules::notEarly, RELIABLE),
        new Rule(
            10,
            "Records are acknowledged once and in the order of storing",
            AcknowledgingRules::inOrder,
            RELIABLE),
        new Rule(11, "All that is durable is acknowledged soon", AcknowledgingRules::all, RELIABLE),
        new Rule(
            12,
            "What was not acknowledged is stored again after a restart",
            AcknowledgingRules::again,
            RELIABLE));
  }

  private static void notEarly(Trial trial) throws Exception {
    ReceiverRun run = trial.startReceiving();
    run.driver().hold();
    List<Object> held = trial.produce(FEW);
    trial.expect(run.driver()::isHoldingBlocks, () -> "no block", "one that is to be stored");
    trial.expectNever(
        () -> early(trial, run) > 0,
        () -> early(trial, run) + " records acknowledged that are not durable",
        "none");
    run.driver().release();
    trial.awaitStored(run, held);
  }

  /** How many are acknowledged and not durable; what is durable is asked for last. */
  private static long early(Trial trial, ReceiverRun run) throws Exception {
    List<?> acknowledged = trial.source().acknowledged();
    return Trial.missing(run.driver().stored(), acknowledged);
  }

  private static void inOrder(Trial trial) throws Exception {
    ReceiverRun run = trial.startReceiving();
    run.driver().hold();
    List<Object> produced = trial.produce(SOME);
    trial.expect(run.driver()::isHoldingBlocks, () -> "no block", "one that is to be stored");
    run.driver().release();
    trial.awaitStored(run, produced);
    trial.patience().tenth().until(() -> trial.source().acknowledged().containsAll(produced));
    List<Object> acknowledged = new ArrayList<>(trial.source().acknowledged());
    int again = acknowledged.size() - new HashSet<>(acknowledged).size();
    if (again > 0) {
      throw new Breach(again + " records acknowledged again", "each once");
    }
    List<Object> stored = new ArrayList<>(new LinkedHashSet<>(run.driver().stored()));
    stored.retainAll(new HashSet<>(acknowledged));
    if (!stored.equals(acknowledged)) {
      throw new Breach("acknowledgements in another order", "the order of storing");
    }
  }

  private static void all(Trial trial) throws Exception {
    ReceiverRun run = trial.startReceiving();
    List<Object> produced = trial.produce(FEW);
    trial.awaitStored(run, produced);
    trial.expect(
        () -> trial.source().acknowledged().containsAll(produced),
        () -> unacknowledged(trial, produced) + " of " + FEW + " records not acknowledged",
        "all of them, they are durable");
  }

  private static long unacknowledged(Trial trial, List<Object> produced) throws Exception {
    return Trial.missing(trial.source().acknowledged(), produced);
  }

  private static void again(Trial trial) throws Exception {
    ReceiverRun run = trial.startReceiving();
    run.driver().refuseOne();
    List<Object> produced = trial.produce(FEW);
    trial.expect(run.driver()::hasRefused, () -> "no block", "one that is to be stored");
    trial.expect(
        () -> lost(trial, run, produced) == 0,
        () ->
            lost(trial, run, produced)
                + " records neither acknowledged nor stored after a block could not be stored",
        "that they come again and are stored");
  }

  private static long lost(Trial trial, ReceiverRun run, List<Object> produced) throws Exception {
    List<Object> known = new ArrayList<>(trial.source().acknowledged());
    known.addAll(run.driver().stored());
    return Trial.missing(known, produced);
  }
}
