package dev.sluice.testkit.semantics;

import static dev.sluice.testkit.semantics.Comparison.AS_ARRIVED;
import static dev.sluice.testkit.semantics.OperatorCase.stream;

import java.util.List;

/** Operators that bring equal keys of two streams together. */
final class JoinCases {
  private JoinCases() {}

  static List<OperatorCase> cases() {
    return List.of(
        stream(
            "cogroup(PairDStream)",
            AS_ARRIVED,
            in -> in.pairs().cogroup(in.otherPairs()),
            in -> Keyed.cogroup(in.pairs(), in.otherPairs(), in.byDefault())),
        stream(
            "cogroup(PairDStream, int)",
            AS_ARRIVED,
            in -> in.pairs().cogroup(in.otherPairs(), in.buckets()),
            in -> Keyed.cogroup(in.pairs(), in.otherPairs(), in.byBuckets())),
        stream(
            "cogroup(PairDStream, Partitioner)",
            AS_ARRIVED,
            in -> in.pairs().cogroup(in.otherPairs(), in.partitioner()),
            in -> Keyed.cogroup(in.pairs(), in.otherPairs(), in.byPartitioner())),
        stream(
            "join(PairDStream)",
            AS_ARRIVED,
            in -> in.pairs().join(in.otherPairs()),
            in -> Keyed.join(in.pairs(), in.otherPairs(), in.byDefault())),
        stream(
            "join(PairDStream, int)",
            AS_ARRIVED,
            in -> in.pairs().join(in.otherPairs(), in.buckets()),
            in -> Keyed.join(in.pairs(), in.otherPairs(), in.byBuckets())),
        stream(
            "join(PairDStream, Partitioner)",
            AS_ARRIVED,
            in -> in.pairs().join(in.otherPairs(), in.partitioner()),
            in -> Keyed.join(in.pairs(), in.otherPairs(), in.byPartitioner())),
        stream(
            "leftOuterJoin(PairDStream)",
            AS_ARRIVED,
            in -> in.pairs().leftOuterJoin(in.otherPairs()),
            in -> Keyed.leftOuterJoin(in.pairs(), in.otherPairs(), in.byDefault())),
        stream(
            "leftOuterJoin(PairDStream, int)",
            AS_ARRIVED,
            in -> in.pairs().leftOuterJoin(in.otherPairs(), in.buckets()),
            in -> Keyed.leftOuterJoin(in.pairs(), in.otherPairs(), in.byBuckets())),
        stream(
            "leftOuterJoin(PairDStream, Partitioner)",
            AS_ARRIVED,
            in -> in.pairs().leftOuterJoin(in.otherPairs(), in.partitioner()),
            in -> Keyed.leftOuterJoin(in.pairs(), in.otherPairs(), in.byPartitioner())),
        stream(
            "rightOuterJoin(PairDStream)",
            AS_ARRIVED,
            in -> in.pairs().rightOuterJoin(in.otherPairs()),
            in -> Keyed.rightOuterJoin(in.pairs(), in.otherPairs(), in.byDefault())),
        stream(
            "rightOuterJoin(PairDStream, int)",
            AS_ARRIVED,
            in -> in.pairs().rightOuterJoin(in.otherPairs(), in.buckets()),
            in -> Keyed.rightOuterJoin(in.pairs(), in.otherPairs(), in.byBuckets())),
        stream(
            "rightOuterJoin(PairDStream, Partitioner)",
            AS_ARRIVED,
            in -> in.pairs().rightOuterJoin(in.otherPairs(), in.partitioner()),
            in -> Keyed.rightOuterJoin(in.pairs(), in.otherPairs(), in.byPartitioner())),
        stream(
            "fullOuterJoin(PairDStream)",
            AS_ARRIVED,
            in -> in.pairs().fullOuterJoin(in.otherPairs()),
            in -> Keyed.fullOuterJoin(in.pairs(), in.otherPairs(), in.byDefault())),
        stream(
            "fullOuterJoin(PairDStream, int)",
            AS_ARRIVED,
            in -> in.pairs().fullOuterJoin(in.otherPairs(), in.buckets()),
            in -> Keyed.fullOuterJoin(in.pairs(), in.otherPairs(), in.byBuckets())),
        stream(
            "fullOuterJoin(PairDStream, Partitioner)",
            AS_ARRIVED,
            in -> in.pairs().fullOuterJoin(in.otherPairs(), in.partitioner()),
            in -> Keyed.fullOuterJoin(in.pairs(), in.otherPairs(), in.byPartitioner())),
        stream(
            "join(PairDStream, Partitioner)",
            AS_ARRIVED,
            in ->
                in.pairs()
                    .reduceByKey(Integer::sum, in.partitioner())
                    .join(in.otherPairs(), in.partitioner()),
            in ->
                Keyed.join(
                    Keyed.reduce(in.pairs(), Integer::sum, in.byPartitioner()),
                    in.otherPairs(),
                    in.byPartitioner())));
  }
}
