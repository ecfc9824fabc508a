package dev.sluice.benchmarks.jet;

import dev.sluice.benchmarks.harness.Bench;

/** Runs one workload on Hazelcast Jet. */
public final class Main {
  private Main() {}

  /** Takes the harness's arguments. */
  public static void main(String[] arguments) {
    Bench.main(new HazelcastJet(), arguments);
  }
}
