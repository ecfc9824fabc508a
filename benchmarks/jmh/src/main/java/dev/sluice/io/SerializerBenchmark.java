package dev.sluice.io;

import dev.sluice.function.Tuple2;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Writes and reads a block of pairs, per record. */
@State(Scope.Thread)
public class SerializerBenchmark {
  static final int RECORDS = 10_000;

  private final KryoSerializer serializer = new KryoSerializer();
  private final List<Tuple2<String, Integer>> records = new ArrayList<>();
  private final ByteBuffer block;

  /** Makes the records. */
  public SerializerBenchmark() {
    for (int i = 0; i < RECORDS; i++) {
      records.add(new Tuple2<>("word" + i, i));
    }
    block = serializer.serialize(records.iterator());
  }

  /** From objects to bytes. */
  @Benchmark
  @OperationsPerInvocation(RECORDS)
  public ByteBuffer write() {
    return serializer.serialize(records.iterator());
  }

  /** From bytes to objects; the sum of the pairs' numbers. */
  @Benchmark
  @OperationsPerInvocation(RECORDS)
  public long read() {
    Iterator<Tuple2<String, Integer>> pairs = serializer.deserialize(block.duplicate());
    long sum = 0;
    while (pairs.hasNext()) {
      sum += pairs.next()._2();
    }
    return sum;
  }
}
