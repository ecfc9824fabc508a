package dev.sluice.benchmarks.harness;

import java.util.function.Consumer;

/** One way to run a workload. Confined to the driver's thread. */
public interface Measurement {
  /** Runs it between the contestant's open and close, and hands over one result or more. */
  void run(Consumer<Result> results) throws Exception;
}
