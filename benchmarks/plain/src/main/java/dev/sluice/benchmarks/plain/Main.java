package dev.sluice.benchmarks.plain;

import dev.sluice.benchmarks.harness.Bench;

/** Runs one workload in plain Java. */
public final class Main {
  private Main() {}

  /** Takes the harness's arguments. */
  public static void main(String[] arguments) {
    Bench.main(new Plain(), arguments);
  }
}
