package dev.sluice.engine.local;

import dev.sluice.function.Tuple2;
import dev.sluice.rdd.Combiner;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Adds records by key to the table that combines them, per record. */
@State(Scope.Thread)
public class CombineTableBenchmark {
  static final int RECORDS = 100_000;

  @Param({"1000", "100000"})
  int keys = 1_000;

  private String[] records = new String[0];

  /** For JMH. */
  public CombineTableBenchmark() {}

  /** Makes the keys, distinct objects. */
  @Setup
  public void makeRecords() {
    records = new String[RECORDS];
    for (int i = 0; i < RECORDS; i++) {
      records[i] = "key" + (int) (i * 618_033_989L % keys);
    }
  }

  /** A count for each key. */
  @Benchmark
  @OperationsPerInvocation(RECORDS)
  public Tuple2<?, ?>[] count() throws Exception {
    CombineTable<String, Integer, Integer> table =
        new CombineTable<>(new Combiner<>(one -> one, Integer::sum, Integer::sum, true));
    for (String key : records) {
      table.add(key, 1);
    }
    return table.toPairs();
  }
}
