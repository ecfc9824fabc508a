package dev.sluice.testkit.receiver;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * The suite a receiver must pass: a test for each rule of the receiver contract, of the same
 * number. The receiver runs on the embedded engine, under its supervisor; the suite plays the
 * driver, which decides when a block is durable, and drives the source through a {@link
 * ReceiverHarness}.
 *
 * <pre>{@code
 * class MyReceiverContractTest extends ReceiverContract<Integer> {
 *   @Override
 *   protected ReceiverHarness<Integer> newHarness() {
 *     return new MyHarness();
 *   }
 * }
 * }</pre>
 *
 * <p>A rule that needs a behaviour which the harness does not declare is no test. When all is done,
 * the rules that were applied are printed.
 *
 * @param <T> the records
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ReceiverContract<T> {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** For subclasses. */
  protected ReceiverContract() {}

  /** A source that runs, is empty and has no receiver. Called for each rule, by some twice. */
  protected abstract ReceiverHarness<T> newHarness() throws Exception;

  /** How long each thing that must happen may take; 20 seconds. */
  protected Duration patience() {
    return PATIENCE;
  }

  /** One test for each rule that applies. */
  @TestFactory
  public Stream<DynamicTest> every_rule_is_kept() throws Exception {
    ReceiverRules rules = rules();
    return rules.applicable().stream()
        .map(
            rule ->
                DynamicTest.dynamicTest(rule.testName(), () -> rules.check(rule).assertPassed()));
  }

  /** Prints which rules were applied. */
  @AfterAll
  public void report() throws Exception {
    List<Rule> applied = rules().applicable();
    List<Rule> left = new ArrayList<>(ReceiverRules.all());
    left.removeAll(applied);
    String notTested =
        left.stream()
            .map(rule -> rule.number() + " " + rule.needs())
            .collect(Collectors.joining(", ", ", not tested because not declared: ", ""));
    System.out.printf(
        "%s: %d of %d rules apply%s%n",
        getClass().getName(),
        applied.size(),
        ReceiverRules.all().size(),
        left.isEmpty() ? "" : notTested);
  }

  private ReceiverRules rules() throws Exception {
    return ReceiverRules.of(this::newHarness, patience());
  }
}
