package dev.sluice.benchmarks.summary;

import dev.sluice.benchmarks.harness.Field;
import java.util.Comparator;
import java.util.Map;

/**
 * What runs have in common that are repetitions of each other. Immutable.
 *
 * @param workload its label
 * @param ingest its label, or the variant where a run has several results
 * @param batchMs the batch interval
 * @param contestant its name
 */
record RunKey(String workload, String ingest, long batchMs, String contestant)
    implements Comparable<RunKey> {
  private static final Comparator<RunKey> ORDER =
      Comparator.comparing(RunKey::workload)
          .thenComparing(RunKey::ingest)
          .thenComparing(RunKey::batchMs)
          .thenComparing(RunKey::contestant);

  static RunKey of(Map<String, String> run) {
    return new RunKey(
        text(run, Field.WORKLOAD),
        run.getOrDefault(Field.VARIANT.key(), text(run, Field.INGEST)),
        Long.parseLong(run.getOrDefault(Field.BATCH_MS.key(), "0")),
        text(run, Field.CONTESTANT));
  }

  private static String text(Map<String, String> run, Field field) {
    return run.getOrDefault(field.key(), "-");
  }

  RunKey with(String otherContestant) {
    return new RunKey(workload, ingest, batchMs, otherContestant);
  }

  @Override
  public int compareTo(RunKey other) {
    return ORDER.compare(this, other);
  }
}
