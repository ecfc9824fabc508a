package dev.sluice.benchmarks.summary;

import java.util.List;
import java.util.OptionalDouble;

/** Whom a target compares with: the best of some contestants in the same workload. */
enum Rival {
  BEST_PEER("best peer", "spark", "flink", "jet"),
  HAND_WRITTEN("hand-written", "limit", "naive"),
  NAIVE("naive", "naive"),
  /** Sluice itself, at the usual setting. */
  SLUICE("sluice", "sluice");

  private final String label;
  private final List<String> contestants;

  Rival(String label, String... contestants) {
    this.label = label;
    this.contestants = List.of(contestants);
  }

  String label() {
    return label;
  }

  /** The greatest median among them in a run's workload. */
  OptionalDouble best(Results results, RunKey run, Metric metric) {
    return contestants.stream()
        .flatMapToDouble(name -> results.median(run.with(name), metric).stream())
        .max();
  }
}
