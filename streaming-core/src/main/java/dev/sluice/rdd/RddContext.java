package dev.sluice.rdd;

import dev.sluice.function.Tuple2;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Where datasets begin: it makes them of collections, files and plans, and runs their jobs on an
 * engine. Immutable.
 */
public final class RddContext {
  private static final int MOST_DEFAULT_SPLITS = 2;

  private final PlanRunner runner;

  /** A context whose jobs run on that engine. */
  public RddContext(PlanRunner runner) {
    this.runner = runner;
  }

  /** What runs the jobs. */
  public PlanRunner runner() {
    return runner;
  }

  /** How many partitions a dataset has when nobody says. */
  public int defaultParallelism() {
    return runner.defaultParallelism();
  }

  /** The dataset of a plan. */
  public <T> RDD<T> rdd(Plan<T> plan) {
    return new RDD<>(this, plan);
  }

  /** The dataset of a plan of pairs. */
  public <K, V> PairRDD<K, V> pairs(Plan<Tuple2<K, V>> plan) {
    return new PairRDD<>(this, plan);
  }

  /** A dataset without records and partitions. */
  public <T> RDD<T> emptyRDD() {
    return rdd(new Source<>(List.of()));
  }

  /** A dataset of pairs without records and partitions. */
  public <K, V> PairRDD<K, V> emptyPairRDD() {
    return pairs(new Source<>(List.of()));
  }

  /** The records of a list, copied, in as many partitions as is the default. */
  public <T> RDD<T> parallelize(List<T> records) {
    return parallelize(records, defaultParallelism());
  }

  /**
   * The records of a list, copied. Partition i of p holds positions ⌊i·size/p⌋ to ⌊(i+1)·size/p⌋.
   *
   * @param partitions 1 or more
   */
  public <T> RDD<T> parallelize(List<T> records, int partitions) {
    return rdd(Slices.source(records, partitions));
  }

  /** The pairs of a list, copied, in as many partitions as is the default. */
  public <K, V> PairRDD<K, V> parallelizePairs(List<Tuple2<K, V>> pairs) {
    return parallelizePairs(pairs, defaultParallelism());
  }

  /** The pairs of a list, copied, cut as {@link #parallelize(List, int)} does. */
  public <K, V> PairRDD<K, V> parallelizePairs(List<Tuple2<K, V>> pairs, int partitions) {
    return pairs(Slices.source(pairs, partitions));
  }

  /**
   * The records of all datasets, one after the other; partition by partition if all have the same
   * partitioner. No datasets make an empty one.
   */
  public <T> RDD<T> union(List<RDD<T>> datasets) {
    return rdd(Uniting.plan(datasets.stream().map(RDD::plan).toList()));
  }

  /** Like {@link #union}, for pairs. */
  public <K, V> PairRDD<K, V> unionPairs(List<PairRDD<K, V>> datasets) {
    return pairs(Uniting.plan(datasets.stream().map(PairRDD::plan).toList()));
  }

  /** Lines of text files in at least two partitions, or one if that is the default. */
  public RDD<String> textFile(String path) {
    return textFile(path, Math.min(defaultParallelism(), MOST_DEFAULT_SPLITS));
  }

  /**
   * Lines of text files, read as UTF-8. The files are listed at once and read by tasks.
   *
   * @param path a file, a directory, whose files are read in the order of their names except hidden
   *     ones ({@code .x}, {@code _x}), or a pattern such as {@code logs/2024-*}
   * @param minPartitions files are split, at line ends, so that there are about that many parts
   * @throws java.io.UncheckedIOException if there is no such file
   */
  public RDD<String> textFile(String path, int minPartitions) {
    return rdd(new Source<>(TextSplit.list(InputFiles.list(path), minPartitions)));
  }

  /**
   * Files of records of the same length.
   *
   * @param path as for {@link #textFile(String, int)}
   * @param recordLength in bytes, 1 or more
   * @throws IllegalArgumentException if the length of a file is no multiple of it
   */
  public RDD<byte[]> binaryRecords(String path, int recordLength) {
    List<InputFiles.Found> files = InputFiles.list(path);
    return rdd(new Source<>(BinarySplit.list(files, recordLength, defaultParallelism())));
  }

  /**
   * What {@link RDD#saveAsObjectFile} wrote, a partition for each file.
   *
   * @param path as for {@link #textFile(String, int)}
   */
  public <T> RDD<T> objectFile(String path) {
    List<ObjectSplit<T>> splits =
        InputFiles.list(path).stream().map(file -> new ObjectSplit<T>(file.path())).toList();
    return rdd(new Source<>(splits));
  }

  /** Hands a value to every worker once. */
  public <T> Broadcast<T> broadcast(T value) {
    return runner.broadcast(value);
  }

  /** Runs a job over all partitions and waits; the results come in the order of partitions. */
  public <T, R> List<R> runJob(RDD<T> rdd, PartitionFunction<T, R> function) {
    return run(rdd.plan(), function);
  }

  /** Runs a job over some partitions and waits; the results come in the order asked for. */
  public <T, R> List<R> runJob(
      RDD<T> rdd, PartitionFunction<T, R> function, List<Integer> partitions) {
    return runner.run(rdd.plan(), partitions, function);
  }

  /** A sum of numbers that tasks add to. */
  public LongAccumulator longAccumulator() {
    return longAccumulator("");
  }

  /** The same with a name for people. */
  public LongAccumulator longAccumulator(String name) {
    return new LongAccumulator(name);
  }

  /** A sum of numbers that tasks add to. */
  public DoubleAccumulator doubleAccumulator() {
    return doubleAccumulator("");
  }

  /** The same with a name for people. */
  public DoubleAccumulator doubleAccumulator(String name) {
    return new DoubleAccumulator(name);
  }

  /** A list that tasks add to. */
  public <T> CollectionAccumulator<T> collectionAccumulator() {
    return collectionAccumulator("");
  }

  /** The same with a name for people. */
  public <T> CollectionAccumulator<T> collectionAccumulator(String name) {
    return new CollectionAccumulator<>(name);
  }

  /** What is made of all that tasks add, also when they fail. */
  public <T, R> MergingAccumulator<T, R> mergingAccumulator(
      String name, MergingAccumulator.Fold<T, R> fold) {
    return new MergingAccumulator<>(name, fold);
  }

  <T, R> List<R> run(Plan<T> plan, PartitionFunction<T, R> function) {
    return runner.run(plan, IntStream.range(0, plan.partitions()).boxed().toList(), function);
  }
}
