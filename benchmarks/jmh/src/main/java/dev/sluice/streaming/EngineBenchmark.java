package dev.sluice.streaming;

import dev.sluice.function.Tuple2;
import dev.sluice.rdd.RDD;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Whole jobs on the embedded engine with two workers, per record. */
@State(Scope.Benchmark)
public class EngineBenchmark {
  static final int RECORDS = 1_000_000;

  private static final int PARTITIONS = 2;
  private static final int KEYS = 10_000;

  private final StreamingContext context =
      new StreamingContext("local[2]", "benchmarks", Duration.ofSeconds(1));
  private final RDD<Integer> numbers;

  /** Makes the records. */
  public EngineBenchmark() {
    List<Integer> records = new ArrayList<>(RECORDS);
    for (int i = 0; i < RECORDS; i++) {
      records.add(i);
    }
    numbers = context.rddContext().parallelize(records, PARTITIONS);
  }

  /** Ends the engine. */
  @TearDown
  public void close() {
    context.close();
  }

  /** Filter and two maps, fused, and a count. */
  @Benchmark
  @OperationsPerInvocation(RECORDS)
  public long chain() {
    return numbers.map(n -> n + 1).filter(n -> n % 2 == 0).map(n -> n * 3).count();
  }

  /** A count for each key, over a shuffle. */
  @Benchmark
  @OperationsPerInvocation(RECORDS)
  public long shuffle() {
    return numbers
        .mapToPair(n -> new Tuple2<>(n % KEYS, 1))
        .reduceByKey(Integer::sum, PARTITIONS)
        .count();
  }
}
