package dev.sluice.benchmarks.flink;

import org.apache.flink.api.common.functions.AggregateFunction;
import org.apache.flink.api.java.tuple.Tuple2;

/** Sums the counts of a word. Immutable. */
final class Sum implements AggregateFunction<Tuple2<String, Long>, Long, Long> {
  private static final long serialVersionUID = 1L;

  @Override
  public Long createAccumulator() {
    return 0L;
  }

  @Override
  public Long add(Tuple2<String, Long> value, Long sum) {
    return sum + value.f1;
  }

  @Override
  public Long getResult(Long sum) {
    return sum;
  }

  @Override
  public Long merge(Long a, Long b) {
    return a + b;
  }
}
