package dev.sluice.benchmarks.flink;

import dev.sluice.benchmarks.harness.Bench;

/** Runs one workload on Flink. */
public final class Main {
  private Main() {}

  /** Takes the harness's arguments. */
  public static void main(String[] arguments) {
    Bench.main(new Flink(), arguments);
  }
}
