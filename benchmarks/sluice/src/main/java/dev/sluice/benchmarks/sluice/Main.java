package dev.sluice.benchmarks.sluice;

import dev.sluice.benchmarks.harness.Bench;

/** Runs one workload on Sluice. */
public final class Main {
  private Main() {}

  /** Takes the harness's arguments. */
  public static void main(String[] arguments) {
    Bench.main(new Sluice(), arguments);
  }
}
