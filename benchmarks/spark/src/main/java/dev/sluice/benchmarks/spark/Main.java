package dev.sluice.benchmarks.spark;

import dev.sluice.benchmarks.harness.Bench;

/** Runs one workload on Spark Streaming. */
public final class Main {
  private Main() {}

  /** Takes the harness's arguments. */
  public static void main(String[] arguments) {
    Bench.main(new Spark(), arguments);
  }
}
