package dev.sluice.engine.local;

import dev.sluice.function.FlatMapFunction;
import dev.sluice.function.Function;
import dev.sluice.function.Tuple2;
import dev.sluice.io.KryoSerializer;
import dev.sluice.rdd.Combiner;
import dev.sluice.rdd.HashPartitioner;
import dev.sluice.rdd.Narrow;
import dev.sluice.rdd.PartitionFunction;
import dev.sluice.rdd.PartitionMap;
import dev.sluice.rdd.PartitionMap.Input;
import dev.sluice.rdd.Plan;
import dev.sluice.rdd.Shuffle;
import dev.sluice.rdd.Source;
import dev.sluice.rdd.Split;
import dev.sluice.rdd.Step;
import dev.sluice.time.ManualClock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Plans and engines for tests. */
final class Plans {
  static final Combiner<Integer, Integer> SUM =
      new Combiner<>(value -> value, Integer::sum, Integer::sum, true);

  private Plans() {}

  static LocalEngine engine(int threads) {
    return engine(threads, 1);
  }

  static LocalEngine engine(int threads, int maxFailures) {
    LocalSettings settings = LocalSettings.of(new LocalMaster(threads, maxFailures));
    return new LocalEngine(settings, new ManualClock(), new KryoSerializer());
  }

  @SafeVarargs
  static <T> Source<T> source(List<T>... partitions) {
    List<Split<T>> splits = new ArrayList<>();
    for (List<T> partition : partitions) {
      splits.add(context -> partition.iterator());
    }
    return new Source<>(splits);
  }

  static <T, R> Narrow<R> map(Plan<T> parent, Function<T, R> function) {
    return narrow(parent, new Step.Map<>(function));
  }

  static <T> Narrow<T> filter(Plan<T> parent, Function<T, Boolean> function) {
    return narrow(parent, new Step.Filter<>(function));
  }

  static <T, R> Narrow<R> flatMap(Plan<T> parent, FlatMapFunction<T, R> function) {
    return narrow(parent, new Step.FlatMap<>(function));
  }

  static <R> Narrow<R> narrow(Plan<?> parent, Step step) {
    PartitionMap map = new PartitionMap.OneToOne(1, parent.partitions());
    return new Narrow<>(List.of(parent), map, step, null);
  }

  static <T> Narrow<T> union(Plan<T> first, Plan<T> second) {
    List<List<Input>> inputs = new ArrayList<>();
    IntStream.range(0, first.partitions()).forEach(i -> inputs.add(List.of(new Input(0, i))));
    IntStream.range(0, second.partitions()).forEach(i -> inputs.add(List.of(new Input(1, i))));
    PartitionMap map = new PartitionMap.Listed(inputs);
    return new Narrow<>(List.of(first, second), map, new Step.Concat(), null);
  }

  static <K> Shuffle<K, Integer, Integer> sums(Plan<Tuple2<K, Integer>> parent, int partitions) {
    return new Shuffle<>(parent, new HashPartitioner(partitions), SUM, null);
  }

  static <T> List<T> collect(LocalEngine engine, Plan<T> plan) {
    List<T> all = new ArrayList<>();
    partitions(engine, plan).forEach(all::addAll);
    return all;
  }

  static <T> List<List<T>> partitions(LocalEngine engine, Plan<T> plan) {
    return engine.run(plan, all(plan), toList());
  }

  static List<Integer> all(Plan<?> plan) {
    return IntStream.range(0, plan.partitions()).boxed().toList();
  }

  static <T> PartitionFunction<T, List<T>> toList() {
    return (context, records) -> {
      List<T> list = new ArrayList<>();
      records.forEach(list::add);
      return list;
    };
  }
}
