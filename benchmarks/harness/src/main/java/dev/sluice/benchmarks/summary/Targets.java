package dev.sluice.benchmarks.summary;

import dev.sluice.benchmarks.summary.Target.AtLeast;
import dev.sluice.benchmarks.summary.Target.AtMost;
import dev.sluice.benchmarks.summary.Target.OfOwn;
import dev.sluice.benchmarks.summary.Target.Subject;
import java.util.ArrayList;
import java.util.List;

/** The project's targets. */
final class Targets {
  private static final long ANY_BATCH = 0;
  private static final String SLUICE = "sluice";
  private static final String WITH_LOG = "sluice-log";
  private static final String AT_DEFAULT_LEVEL = "sluice-default";

  private Targets() {}

  static List<Target> all() {
    List<Target> all = new ArrayList<>(throughput(SLUICE));
    all.addAll(others());
    all.addAll(throughput(WITH_LOG));
    all.add(new AtMost(new Subject("w5b", "one", 10, WITH_LOG), Metric.P99_MS, 40));
    return all;
  }

  private static List<Target> throughput(String contestant) {
    Subject w1 = new Subject("w1", "bulk", ANY_BATCH, contestant);
    Subject w2 = new Subject("w2", "bulk", ANY_BATCH, contestant);
    Subject w3 = new Subject("w3", "bulk", ANY_BATCH, contestant);
    Subject oneByOne = new Subject("w2", "one", ANY_BATCH, contestant);
    Subject socket = new Subject("w2", "tcp", ANY_BATCH, contestant);
    return List.of(
        new AtLeast(w1, Metric.RECORDS_PER_S, 1, Rival.BEST_PEER),
        new AtLeast(w1, Metric.RECORDS_PER_S, 0.7, Rival.HAND_WRITTEN),
        new AtLeast(w2, Metric.RECORDS_PER_S, 3, Rival.BEST_PEER),
        new AtLeast(w2, Metric.RECORDS_PER_S, 1, Rival.NAIVE),
        new AtLeast(socket, Metric.RECORDS_PER_S, 3, Rival.BEST_PEER),
        new OfOwn(oneByOne, Metric.RECORDS_PER_S, 0.8, "bulk"),
        new AtLeast(w3, Metric.RECORDS_PER_S, 3, Rival.BEST_PEER),
        new AtLeast(w3, Metric.RECORDS_PER_S, 1, Rival.NAIVE));
  }

  private static List<Target> others() {
    Subject w4 = bulk("w4");
    Subject fullState = new Subject("w4u", "direct", ANY_BATCH, SLUICE);
    Subject shortBatches = new Subject("w5b", "one", 10, SLUICE);
    Subject start = bulk("w6");
    return List.of(
        new AtLeast(
            new Subject("w2", "bulk", ANY_BATCH, AT_DEFAULT_LEVEL),
            Metric.RECORDS_PER_S,
            0.6,
            Rival.SLUICE),
        new AtLeast(w4, Metric.CAPACITY_PER_S, 1, Rival.BEST_PEER),
        new AtLeast(w4, Metric.CAPACITY_PER_S, 1, Rival.NAIVE),
        new AtMost(fullState, Metric.BATCH_S, 0.25),
        new AtMost(fullState, Metric.RSS_MB, 1000),
        new AtMost(shortBatches, Metric.P50_MS, 8),
        new AtMost(shortBatches, Metric.P99_MS, 20),
        new AtMost(start, Metric.SECONDS, 0.8),
        new AtMost(start, Metric.RSS_MB, 110),
        new AtMost(start, Metric.JARS, 6),
        new AtMost(start, Metric.JARS_MB, 3));
  }

  private static Subject bulk(String workload) {
    return new Subject(workload, "bulk", ANY_BATCH, SLUICE);
  }
}
