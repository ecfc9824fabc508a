package dev.sluice.testkit.semantics;

import static dev.sluice.testkit.semantics.Comparison.AS_ARRIVED;
import static dev.sluice.testkit.semantics.Comparison.IN_PARTITIONS;
import static dev.sluice.testkit.semantics.OperatorCase.stream;

import dev.sluice.function.Tuple2;
import dev.sluice.rdd.PairRDD;
import dev.sluice.state.StateSpec;
import dev.sluice.testkit.semantics.Tally.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Operators that carry a state from batch to batch. */
final class StateCases {
  private static final Map<String, Integer> INITIAL = Map.of("a", 5, "quiet", 7);
  private static final int DIGITS = 1_000;

  private StateCases() {}

  static List<OperatorCase> cases() {
    List<OperatorCase> cases = new ArrayList<>(updates());
    cases.addAll(mappings());
    return cases;
  }

  private static List<OperatorCase> updates() {
    return List.of(
        stream(
            "updateStateByKey(Function2)",
            IN_PARTITIONS,
            in -> in.pairs().updateStateByKey(StateCases::lastDigits),
            in -> updated(in, Map.of(), in.byDefault())),
        stream(
            "updateStateByKey(Function2, int)",
            IN_PARTITIONS,
            in -> in.pairs().updateStateByKey(StateCases::lastDigits, in.buckets()),
            in -> updated(in, Map.of(), in.byBuckets())),
        stream(
            "updateStateByKey(Function2, Partitioner)",
            IN_PARTITIONS,
            in -> in.pairs().updateStateByKey(StateCases::lastDigits, in.partitioner()),
            in -> updated(in, Map.of(), in.byPartitioner())),
        stream(
            "updateStateByKey(Function2, Partitioner)",
            IN_PARTITIONS,
            in ->
                in.pairs()
                    .updateStateByKey(StateCases::lastDigits, in.partitioner())
                    .window(in.window(), in.slide())
                    .reduceByKey(Math::max, in.buckets()),
            in ->
                Keyed.reduce(
                    updated(in, Map.of(), in.byPartitioner()).window(in.window(), in.slide()),
                    Math::max,
                    in.byBuckets())),
        stream(
            "updateStateByKey(Function2, int)",
            IN_PARTITIONS,
            in ->
                in.pairs()
                    .window(in.window(), in.slide())
                    .updateStateByKey(StateCases::lastDigits, in.buckets()),
            in ->
                States.update(
                    in.pairs().window(in.window(), in.slide()),
                    Map.of(),
                    StateCases::lastDigits,
                    in.byBuckets())),
        stream(
            "updateStateByKey(Function2, int)",
            IN_PARTITIONS,
            in ->
                in.pairs()
                    .updateStateByKey(StateCases::lastDigits, in.buckets())
                    .window(in.window(), in.slide())
                    .updateStateByKey(StateCases::lastDigits, in.buckets()),
            in ->
                States.update(
                    updated(in, Map.of(), in.byBuckets()).window(in.window(), in.slide()),
                    Map.of(),
                    StateCases::lastDigits,
                    in.byBuckets())),
        stream(
            "updateStateByKey(Function2, Partitioner, PairRDD)",
            IN_PARTITIONS,
            in ->
                in.pairs().updateStateByKey(StateCases::lastDigits, in.partitioner(), initial(in)),
            in -> updated(in, INITIAL, in.byPartitioner())));
  }

  private static List<OperatorCase> mappings() {
    return List.of(
        stream(
            "mapWithState(StateSpec)",
            AS_ARRIVED,
            in -> in.pairs().mapWithState(StateSpec.function(Tally::track)),
            in -> new Tally(Map.of(), Integer.MAX_VALUE).mapped(in.pairs(), in.byDefault())),
        stream(
            "mapWithState(StateSpec)",
            AS_ARRIVED,
            in ->
                in.pairs()
                    .mapWithState(
                        StateSpec.function(Tally::trackEven)
                            .numPartitions(in.buckets())
                            .initialState(initial(in))),
            in ->
                new Tally(INITIAL, Integer.MAX_VALUE)
                    .mapped(in.pairs(), in.byBuckets())
                    .flatMap(Tally::even)),
        stream(
            "mapWithState(StateSpec)",
            IN_PARTITIONS,
            in ->
                in.pairs()
                    .mapWithState(
                        StateSpec.function(Tally::track)
                            .partitioner(in.partitioner())
                            .initialState(initial(in))
                            .timeout(in.window())),
            in -> new Tally(INITIAL, in.window()).mapped(in.pairs(), in.byPartitioner())),
        stream(
            "stateSnapshots()",
            AS_ARRIVED,
            in -> {
              var sums =
                  in.pairs()
                      .mapWithState(
                          StateSpec.function(Tally::track)
                              .partitioner(in.partitioner())
                              .initialState(initial(in)));
              return sums.stateSnapshots()
                  .window(in.window(), in.slide())
                  .join(in.otherPairs().window(in.window(), in.slide()), in.partitioner());
            },
            in ->
                Keyed.join(
                    Keyed.mapValues(
                            new Tally(INITIAL, Integer.MAX_VALUE)
                                .states(in.pairs(), in.byPartitioner()),
                            Entry::sum)
                        .window(in.window(), in.slide()),
                    in.otherPairs().window(in.window(), in.slide()),
                    in.byPartitioner())),
        stream(
            "stateSnapshots()",
            IN_PARTITIONS,
            in ->
                in.pairs()
                    .mapWithState(
                        StateSpec.function(Tally::track)
                            .partitioner(in.partitioner())
                            .timeout(in.window()))
                    .stateSnapshots(),
            in ->
                Keyed.mapValues(
                    new Tally(Map.of(), in.window()).states(in.pairs(), in.byPartitioner()),
                    Entry::sum)));
  }

  private static PairRDD<String, Integer> initial(Streams in) {
    List<Tuple2<String, Integer>> pairs = new ArrayList<>();
    INITIAL.forEach((key, value) -> pairs.add(new Tuple2<>(key, value)));
    return in.context().rddContext().parallelizePairs(pairs, 1);
  }

  private static Model<Tuple2<String, Integer>> updated(
      Models in, Map<String, Integer> initial, Spread spread) {
    return States.update(in.pairs(), initial, StateCases::lastDigits, spread);
  }

  /** Depends on the order of values, and drops a key that is quiet and divisible by three. */
  private static Optional<Integer> lastDigits(List<Integer> values, Optional<Integer> state) {
    int digits = state.orElse(0);
    for (int value : values) {
      digits = (digits * 10 + value) % DIGITS;
    }
    return values.isEmpty() && digits % 3 == 0 ? Optional.empty() : Optional.of(digits);
  }
}
