package dev.sluice.rdd;

import dev.sluice.function.FlatMapFunction;
import dev.sluice.function.Function;
import dev.sluice.function.Tuple2;
import dev.sluice.function.VoidFunction;
import dev.sluice.io.KryoSerializer;
import dev.sluice.io.Serializer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The meaning of plans, as plainly as it can be said: every partition is a list, computed anew each
 * time it is read, on the calling thread. Confined to the test's thread.
 */
final class TestRunner implements PlanRunner {
  private final Serializer serializer = new KryoSerializer();
  private final int parallelism;
  private final int attempts;
  private Deque<AutoCloseable> atEnd = new ArrayDeque<>();
  private TaskContext task = new Task(0, 0);

  TestRunner(int parallelism) {
    this(parallelism, 1);
  }

  TestRunner(int parallelism, int attempts) {
    this.parallelism = parallelism;
    this.attempts = attempts;
  }

  @Override
  public int defaultParallelism() {
    return parallelism;
  }

  @Override
  public <T, R> List<R> run(
      Plan<T> plan, List<Integer> partitions, PartitionFunction<T, R> function) {
    List<R> results = new ArrayList<>();
    for (int partition : partitions) {
      results.add(task(plan, partition, function));
    }
    return results;
  }

  private <T, R> R task(Plan<T> plan, int partition, PartitionFunction<T, R> function) {
    for (int attempt = 0; ; attempt++) {
      atEnd = new ArrayDeque<>();
      TaskScope scope = TaskScope.begin();
      try {
        task = new Task(partition, attempt);
        R result = function.call(task, new Listed<>(list(plan, partition)));
        scope.commit();
        return result;
      } catch (Exception e) {
        scope.discard();
        if (attempt + 1 == attempts) {
          throw new JobException("Cannot run a job: a task failed", e);
        }
      } finally {
        atEnd.forEach(TestRunner::close);
      }
    }
  }

  private static void close(AutoCloseable closeable) {
    try {
      closeable.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void unpersist(long planId) {}

  @Override
  public <T> Broadcast<T> broadcast(T value) {
    return new Broadcast<>() {
      @Override
      public T value() {
        return value;
      }

      @Override
      public void destroy() {}
    };
  }

  @SuppressWarnings("unchecked")
  private <T> List<T> list(Plan<T> plan, int partition) throws Exception {
    if (plan instanceof Source<T> source) {
      List<T> records = new ArrayList<>();
      source.splits().get(partition).open(task.at(partition)).forEachRemaining(records::add);
      return records;
    }
    return plan instanceof Narrow<T> narrow
        ? narrow(narrow, partition)
        : (List<T>) shuffle((Shuffle<Object, Object, Object>) (Plan<?>) plan, partition);
  }

  @SuppressWarnings("unchecked")
  private <T> List<T> narrow(Narrow<T> node, int partition) throws Exception {
    List<List<Object>> inputs = new ArrayList<>();
    node.parents().forEach(parent -> inputs.add(new ArrayList<>()));
    List<Object> inOrder = new ArrayList<>();
    for (PartitionMap.Input input : node.partitionMap().inputs(partition)) {
      Plan<Object> parent = (Plan<Object>) node.parents().get(input.parent());
      List<Object> records = list(parent, input.partition());
      inputs.get(input.parent()).addAll(records);
      inOrder.addAll(records);
    }
    List<Object> results = new ArrayList<>();
    if (node.step() instanceof Step.Partitions<?> step) {
      List<Records<?>> parents = new ArrayList<>();
      inputs.forEach(records -> parents.add(new Listed<>(records)));
      step.function().call(task.at(partition), parents).forEachRemaining(results::add);
    } else {
      for (Object record : inOrder) {
        apply(node.step(), record, results);
      }
    }
    return (List<T>) results;
  }

  @SuppressWarnings("unchecked")
  private static void apply(Step step, Object record, List<Object> results) throws Exception {
    if (step instanceof Step.Map<?, ?> map) {
      results.add(((Function<Object, Object>) map.function()).call(record));
    } else if (step instanceof Step.FlatMap<?, ?> flatMap) {
      ((FlatMapFunction<Object, Object>) flatMap.function()).call(record).forEach(results::add);
    } else if (!(step instanceof Step.Filter<?> filter)
        || ((Function<Object, Boolean>) filter.function()).call(record)) {
      results.add(record);
    }
  }

  private List<Tuple2<Object, Object>> shuffle(Shuffle<Object, Object, Object> node, int partition)
      throws Exception {
    List<Tuple2<Object, Object>> arrived = new ArrayList<>();
    for (int i = 0; i < node.parent().partitions(); i++) {
      List<Tuple2<Object, Object>> mapped = new ArrayList<>();
      for (Tuple2<Object, Object> pair : list(node.parent(), i)) {
        if (node.keyPartitioner().partition(pair._1()) == partition) {
          mapped.add(pair);
        }
      }
      boolean mapSide = node.combiner().map(Combiner::mapSide).orElse(false);
      arrived.addAll(mapSide ? combine(mapped, node.combiner().orElseThrow()) : mapped);
    }
    List<Tuple2<Object, Object>> results = arrived;
    if (node.combiner().isPresent()) {
      Combiner<Object, Object> combiner = node.combiner().get();
      results = combiner.mapSide() ? merge(arrived, combiner) : combine(arrived, combiner);
    }
    node.keyOrder().ifPresent(order -> arrived.sort((a, b) -> order.compare(a._1(), b._1())));
    return results;
  }

  private static List<Tuple2<Object, Object>> combine(
      List<Tuple2<Object, Object>> pairs, Combiner<Object, Object> combiner) throws Exception {
    Map<Object, Object> combined = new LinkedHashMap<>();
    for (Tuple2<Object, Object> pair : pairs) {
      Object key = pair._1();
      combined.put(
          key,
          combined.containsKey(key)
              ? combiner.mergeValue().call(combined.get(key), pair._2())
              : combiner.create().call(pair._2()));
    }
    return pairs(combined);
  }

  private static List<Tuple2<Object, Object>> merge(
      List<Tuple2<Object, Object>> parts, Combiner<Object, Object> combiner) throws Exception {
    Map<Object, Object> merged = new LinkedHashMap<>();
    for (Tuple2<Object, Object> part : parts) {
      Object key = part._1();
      merged.put(
          key,
          merged.containsKey(key)
              ? combiner.mergeCombiners().call(merged.get(key), part._2())
              : part._2());
    }
    return pairs(merged);
  }

  private static List<Tuple2<Object, Object>> pairs(Map<Object, Object> map) {
    List<Tuple2<Object, Object>> pairs = new ArrayList<>();
    map.forEach((key, value) -> pairs.add(new Tuple2<>(key, value)));
    return pairs;
  }

  /** A task that is never cancelled; its only service is a serializer. */
  private final class Task implements TaskContext {
    private final int partition;
    private final int attempt;

    Task(int partition, int attempt) {
      this.partition = partition;
      this.attempt = attempt;
    }

    @Override
    public int partition() {
      return partition;
    }

    @Override
    public int attempt() {
      return attempt;
    }

    @Override
    public boolean isCancelled() {
      return false;
    }

    @Override
    public <S> S service(Class<S> type) {
      return type.cast(serializer);
    }

    @Override
    public void onEnd(AutoCloseable action) {
      atEnd.push(action);
    }
  }

  /** The records of a list, to be read once. */
  private static final class Listed<T> implements Records<T> {
    private final List<T> records;
    private boolean read;

    Listed(List<T> records) {
      this.records = records;
    }

    @Override
    public void forEach(VoidFunction<? super T> action) throws Exception {
      for (Iterator<T> all = iterator(); all.hasNext(); ) {
        action.call(all.next());
      }
    }

    @Override
    public void forEachWhile(Function<? super T, Boolean> action) throws Exception {
      Iterator<T> all = iterator();
      boolean more = true;
      while (more && all.hasNext()) {
        more = action.call(all.next());
      }
    }

    @Override
    public Iterator<T> iterator() {
      if (read) {
        throw new IllegalStateException("Cannot read records: they were read before");
      }
      read = true;
      return records.iterator();
    }
  }
}
