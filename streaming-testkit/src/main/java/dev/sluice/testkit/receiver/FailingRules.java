package dev.sluice.testkit.receiver;

import static dev.sluice.testkit.receiver.Behaviour.KEEPS_WHILE_CUT;
import static dev.sluice.testkit.receiver.Behaviour.SECRET;
import static dev.sluice.testkit.receiver.Behaviour.UNDECODABLE;

import dev.sluice.receiver.Receiver;
import java.util.ArrayList;
import java.util.List;

/** What a receiver does when its source, the connection or a record fails. */
final class FailingRules {
  private static final int FEW = 5;
  private static final int MANY = 1_000;

  private FailingRules() {}

  static List<Rule> all() {
    return List.of(
        new Rule(
            13,
            "Nothing is lost when the connection breaks",
            FailingRules::survives,
            KEEPS_WHILE_CUT),
        new Rule(14, "A source that is down is reported and tried again", FailingRules::tries),
        new Rule(15, "No failure escapes from a thread", FailingRules::catches),
        new Rule(
            16,
            "A record that cannot be decoded is made known and stops no other",
            FailingRules::skips,
            UNDECODABLE),
        new Rule(17, "No message shows a secret", FailingRules::isDiscreet, SECRET));
  }

  private static void survives(Trial trial) throws Exception {
    ReceiverRun run = trial.startReceiving();
    trial.awaitStored(run, trial.produce(FEW));
    trial.source().cut();
    List<Object> kept = trial.produce(FEW);
    trial.source().restore();
    trial.awaitStored(run, kept);
  }

  private static void tries(Trial trial) throws Exception {
    trial.source().cut();
    ReceiverRun run = trial.start();
    trial.expect(
        () -> !run.driver().reports().isEmpty(),
        () -> "no error reported though the source is down",
        "one, by restart, reportError or what onStart throws");
    trial.source().restore();
    trial.awaitReceiving(run);
  }

  private static void catches(Trial trial) throws Exception {
    ReceiverRun run = trial.startReceiving();
    trial.source().cut();
    trial.source().restore();
    trial.awaitReceiving(run);
    trial.produce(MANY);
    run.stop();
    trial.expect(run::hasEnded, () -> "a receiver that runs", "that it ends when it is stopped");
    trial.patience().tenth().until(() -> run.threads().alive().isEmpty());
    List<Throwable> escaped = run.threads().escaped();
    if (!escaped.isEmpty()) {
      throw new Breach(
          "threads ended by " + escaped.stream().map(each -> each.getClass().getName()).toList(),
          "failures given to restart or reportError, and ReceiverStoppedException taken as the end");
    }
  }

  private static void skips(Trial trial) throws Exception {
    ReceiverRun run = trial.startReceiving();
    List<Object> sound = trial.produce(FEW);
    trial.source().produceUndecodable();
    sound.addAll(trial.produce(FEW));
    trial.awaitStored(run, sound);
    run.stop();
    trial.expect(run::hasEnded, () -> "a receiver that runs", "that it ends when it is stopped");
    int stops = 1;
    if (run.driver().reports().size() <= stops && !run.driver().hasCounted()) {
      throw new Breach("an undecodable record that was neither counted nor reported", "either");
    }
  }

  private static void isDiscreet(Trial trial) throws Exception {
    Receiver<?> receiver = trial.source().newReceiver();
    ReceiverRun run = trial.start(receiver);
    trial.awaitReceiving(run);
    int before = run.driver().reports().size();
    trial.source().cut();
    trial.patience().tenth().until(() -> run.driver().reports().size() >= before + 3);
    trial.source().restore();
    trial.awaitReceiving(run);
    run.stop();
    trial.expect(run::hasEnded, () -> "a receiver that runs", "that it ends when it is stopped");
    List<String> texts = new ArrayList<>(run.driver().reports());
    texts.add(receiver.toString());
    for (String secret : trial.source().secrets()) {
      long found = texts.stream().filter(text -> text.contains(secret)).count();
      if (found > 0) {
        throw new Breach(found + " messages with a secret", "none");
      }
    }
  }
}
