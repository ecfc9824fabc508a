package dev.sluice.testkit.receiver;

import java.util.Optional;

/**
 * Whether a receiver keeps a rule. Immutable.
 *
 * @param number the number of the rule
 * @param title what it says
 * @param failure what was found instead, or why that could not be found out; empty if it is kept
 */
public record RuleResult(int number, String title, Optional<Exception> failure) {
  /** Whether the rule is kept. */
  public boolean passed() {
    return failure.isEmpty();
  }

  /**
   * Returns if the rule is kept.
   *
   * @throws AssertionError otherwise, with the number, the title, what was found and expected
   */
  public void assertPassed() {
    if (failure.isPresent()) {
      throw new AssertionError(toString(), failure.get());
    }
  }

  @Override
  public String toString() {
    if (failure.isEmpty()) {
      return "Rule %d is kept: %s".formatted(number, title);
    }
    Exception why = failure.get();
    return why instanceof Breach
        ? "Rule %d is not kept: %s: %s".formatted(number, title, why.getMessage())
        : "Rule %d could not be tested: %s: %s".formatted(number, title, why);
  }
}
