package dev.sluice.testkit.semantics;

import dev.sluice.streaming.StreamingConf;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * The suite an engine must pass: every operator of streams does on generated input what a model of
 * plain lists does, on 1 to 8 partitions: batch by batch, with all batches due at once, and in
 * several processes on the same storage, the next one after every batch, now and then, or when the
 * storage crashes, with a checkpoint after every batch or after some.
 *
 * <pre>{@code
 * class MyEngineSemanticsTest extends DStreamSemantics {
 *   @Override
 *   protected StreamingConf conf() {
 *     return new StreamingConf().setMaster("my-engine://");
 *   }
 * }
 * }</pre>
 *
 * <p>A failure names the seed; the property {@code sluice.seed} repeats it. The property {@code
 * sluice.rounds} multiplies the cases. When all is done, the number of cases of each operator is
 * printed.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class DStreamSemantics {
  private final Trials trials =
      Trials.configured(
          this::conf, new Engine(keepsArrivalOrder(), tasksRunHere(), partitionNumbers()));

  /** For subclasses. */
  protected DStreamSemantics() {}

  /** A configuration that leads to the engine. */
  protected abstract StreamingConf conf();

  /**
   * Whether keys come out of a shuffle in the order in which they were first seen, and the values
   * of a key in the order of arrival. If not, neither order is compared.
   */
  protected boolean keepsArrivalOrder() {
    return true;
  }

  /**
   * On how many numbers of partitions each case is tried, from 1 to 8; other ones in each run if
   * fewer than 8. For engines whose jobs take long.
   */
  protected int partitionNumbers() {
    return Trials.MOST_PARTITIONS;
  }

  /**
   * Whether tasks run in this process, so that they see a storage in memory that crashes. If not,
   * programs keep what must outlive them in a directory, and storages do not crash.
   */
  protected boolean tasksRunHere() {
    return true;
  }

  /** One test for each use of an operator. */
  @TestFactory
  public Stream<DynamicTest> every_operator_does_what_its_model_does() {
    return Catalogue.cases().stream()
        .map(each -> DynamicTest.dynamicTest(each.operator(), () -> trials.run(each)));
  }

  /** Prints how many cases of each operator passed. */
  @AfterAll
  public void report() {
    System.out.print(trials.report());
  }
}
