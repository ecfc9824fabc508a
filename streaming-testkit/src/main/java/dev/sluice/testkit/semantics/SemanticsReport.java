package dev.sluice.testkit.semantics;

import dev.sluice.streaming.StreamingConf;

/**
 * Runs the suite without a test framework and prints how many generated cases of each operator
 * passed. Arguments: a master, {@code local[2]} if there is none.
 */
public final class SemanticsReport {
  private SemanticsReport() {}

  /**
   * Runs the suite.
   *
   * @throws AssertionError if an operator does not do what its model does
   */
  public static void main(String[] args) {
    String master = args.length == 0 ? "local[2]" : args[0];
    Trials trials = Trials.configured(() -> new StreamingConf().setMaster(master), Engine.EMBEDDED);
    Catalogue.cases().forEach(trials::run);
    System.out.print(trials.report());
  }
}
