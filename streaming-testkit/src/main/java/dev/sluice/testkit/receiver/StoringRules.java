package dev.sluice.testkit.receiver;

import static dev.sluice.testkit.receiver.Behaviour.FLOW_CONTROLLED;
import static dev.sluice.testkit.receiver.Behaviour.ORDERED;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a receiver stores while nothing fails. */
final class StoringRules {
  private static final int SOME = 50;
  private static final Patience STALL = new Patience(Duration.ofSeconds(1));
  private static final int TRICKLE = ReceiverRules.FLOOD / 100;

  private StoringRules() {}

  static List<Rule> all() {
    return List.of(
        new Rule(6, "Each record is stored once", StoringRules::storesOnce),
        new Rule(
            7, "Records are stored in the order of the source", StoringRules::keepsOrder, ORDERED),
        new Rule(
            8,
            "The receiver reads no more than it can store",
            StoringRules::isBounded,
            FLOW_CONTROLLED));
  }

  private static void storesOnce(Trial trial) throws Exception {
    ReceiverRun run = trial.startReceiving();
    trial.awaitStored(run, trial.produce(SOME));
    run.stop();
    trial.expect(run::hasEnded, () -> "a receiver that runs", "that it ends when it is stopped");
    List<Object> stored = run.driver().stored();
    int again = stored.size() - new HashSet<>(stored).size();
    if (again > 0) {
      throw new Breach(again + " records stored again though nothing failed", "each once");
    }
  }

  private static void keepsOrder(Trial trial) throws Exception {
    ReceiverRun run = trial.startReceiving();
    List<Object> produced = trial.produce(SOME);
    trial.awaitStored(run, produced);
    List<Object> stored = firstOfEach(run.driver().stored(), produced);
    if (!stored.equals(produced)) {
      throw new Breach(
          "record %d of %d in another place".formatted(firstDifference(stored, produced), SOME),
          "the order of the source");
    }
  }

  private static List<Object> firstOfEach(List<Object> stored, Collection<Object> produced) {
    Set<Object> found = new LinkedHashSet<>(stored);
    found.retainAll(new HashSet<>(produced));
    return new ArrayList<>(found);
  }

  private static int firstDifference(List<Object> left, List<Object> right) {
    int index = 0;
    while (left.get(index).equals(right.get(index))) {
      index++;
    }
    return index;
  }

  private static void isBounded(Trial trial) throws Exception {
    ReceiverRun run = trial.startReceiving();
    run.driver().hold();
    long before = trial.source().sent();
    trial.produce(ReceiverRules.FLOOD);
    trial.expect(run.driver()::isHoldingBlocks, () -> "no block", "one that is to be stored");
    if (sentUntilItStalls(trial) - before >= ReceiverRules.FLOOD) {
      throw new Breach(
          "all of %d records read while none could be stored".formatted(ReceiverRules.FLOOD),
          "that reading stops while store waits");
    }
  }

  /** What a transport lets trickle into its buffers while nobody reads is no progress. */
  private static long sentUntilItStalls(Trial trial) throws Exception {
    long sent = trial.source().sent();
    while (true) {
      long goal = sent + TRICKLE;
      boolean flows = STALL.until(() -> trial.source().sent() >= goal);
      sent = trial.source().sent();
      if (!flows) {
        return sent;
      }
    }
  }
}
