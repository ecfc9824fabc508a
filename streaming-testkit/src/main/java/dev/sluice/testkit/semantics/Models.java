package dev.sluice.testkit.semantics;

import dev.sluice.function.Tuple2;

/**
 * The inputs of a trial as models, and the arguments of its operators. Immutable.
 *
 * @param parallelism how many partitions a shuffle has when nobody says
 */
record Models(
    Trial trial,
    int parallelism,
    Model<Integer> numbers,
    Model<Integer> others,
    Model<Tuple2<String, Integer>> pairs,
    Model<Tuple2<String, Integer>> otherPairs) {
  static Models of(Trial trial, int parallelism) {
    int partitions = trial.partitions();
    return new Models(
        trial,
        parallelism,
        Model.sliced(trial.numbers(), partitions),
        Model.sliced(trial.others(), partitions),
        Model.sliced(trial.pairs(), partitions),
        Model.sliced(trial.otherPairs(), partitions));
  }

  int window() {
    return trial.window();
  }

  int slide() {
    return trial.slide();
  }

  /** How keys are spread when nobody says. */
  Spread byDefault() {
    return Spread.byHash(parallelism);
  }

  /** How they are spread over the trial's number of buckets. */
  Spread byBuckets() {
    return Spread.byHash(trial.buckets());
  }

  /** How the trial's partitioner spreads them. */
  Spread byPartitioner() {
    return Spread.by(new Scattered(trial.buckets()));
  }
}
