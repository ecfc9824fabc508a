package dev.sluice.testkit.receiver;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The rules of the receiver contract, to be checked without a test framework; {@link
 * ReceiverContract} makes tests of them. Immutable.
 */
public final class ReceiverRules {
  /** The most records that the suite asks for at a time, to fill what a receiver buffers. */
  public static final int FLOOD = 50_000;

  private static final List<Rule> ALL =
      Stream.of(
              LifeCycleRules.all(),
              StoringRules.all(),
              AcknowledgingRules.all(),
              FailingRules.all(),
              StoppingRules.all())
          .flatMap(List::stream)
          .toList();

  private final Harnesses harnesses;
  private final Patience patience;
  private final Set<Behaviour> behaviours;

  private ReceiverRules(Harnesses harnesses, Patience patience, Set<Behaviour> behaviours) {
    this.harnesses = harnesses;
    this.patience = patience;
    this.behaviours = Set.copyOf(behaviours);
  }

  /**
   * The rules for the receivers of such harnesses; opens one to ask what it declares.
   *
   * @param patience how long each thing that must happen may take
   */
  public static ReceiverRules of(Harnesses harnesses, Duration patience) throws Exception {
    try (ReceiverHarness<?> asked = harnesses.open()) {
      return new ReceiverRules(harnesses, new Patience(patience), asked.behaviours());
    }
  }

  /**
   * Checks every rule that applies, in the order of their numbers.
   *
   * @throws InterruptedException if the thread was interrupted meanwhile
   */
  public List<RuleResult> check() throws InterruptedException {
    List<RuleResult> results = new ArrayList<>();
    for (Rule rule : applicable()) {
      results.add(check(rule));
    }
    return results;
  }

  RuleResult check(Rule rule) throws InterruptedException {
    return rule.check(harnesses, patience);
  }

  List<Rule> applicable() {
    return ALL.stream().filter(rule -> behaviours.containsAll(rule.needs())).toList();
  }

  static List<Rule> all() {
    return ALL;
  }

  /** Opens harnesses. */
  @FunctionalInterface
  public interface Harnesses {
    /** A source that runs, is empty and has no receiver; the caller closes it. */
    ReceiverHarness<?> open() throws Exception;
  }
}
