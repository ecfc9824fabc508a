package dev.sluice.testkit.receiver;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A rule of the contract and its test. Immutable.
 *
 * @param number its number
 * @param title what it says
 * @param needs without these behaviours there is nothing to test
 * @param test throws {@link Breach} if it is not kept
 */
record Rule(int number, String title, Set<Behaviour> needs, Test test) {

  Rule(int number, String title, Test test, Behaviour... needs) {
    this(number, title, Set.of(needs), test);
  }

  /** The name of the test, such as {@code rule_01_onStart_returns_soon}. */
  String testName() {
    String words = title.replaceAll("[^A-Za-z]+", "_");
    return "rule_%02d_".formatted(number)
        + words.substring(0, 1).toLowerCase(Locale.ROOT)
        + words.substring(1);
  }

  /** Runs the test on sources of its own. */
  RuleResult check(ReceiverRules.Harnesses harnesses, Patience patience)
      throws InterruptedException {
    try {
      run(new Trial(harnesses, patience));
      return new RuleResult(number, title, Optional.empty());
    } catch (InterruptedException interrupt) {
      throw interrupt;
    } catch (Exception failure) {
      return new RuleResult(number, title, Optional.of(failure));
    }
  }

  private void run(Trial trial) throws Exception {
    try {
      test.run(trial);
    } catch (Exception failure) {
      trial.end().forEach(failure::addSuppressed);
      throw failure;
    }
    for (Exception failure : trial.end()) {
      throw failure;
    }
  }

  /** Tries a rule. */
  interface Test {
    void run(Trial trial) throws Exception;
  }
}
