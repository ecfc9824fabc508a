package dev.sluice.testkit.semantics;

import static dev.sluice.testkit.semantics.Comparison.IN_ANY_ORDER;
import static dev.sluice.testkit.semantics.Comparison.IN_PLACE;
import static dev.sluice.testkit.semantics.OperatorCase.stream;
import static dev.sluice.testkit.semantics.Restarted.GOES_ON_AFTER_STOP;

import dev.sluice.dstream.PairDStream;
import dev.sluice.rdd.RDD;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;

/** Streams that the context makes. */
final class ContextCases {
  private static final List<Integer> FALLBACK = List.of(-1, -2, -3);

  private ContextCases() {}

  static List<OperatorCase> cases() {
    return List.of(
        stream(
            "PairDStream.of(DStream)",
            IN_PLACE,
            in -> PairDStream.of(in.pairs().toDStream()),
            Models::pairs),
        stream(
            "StreamingContext.union(List)",
            IN_PLACE,
            in -> in.context().union(List.of(in.numbers(), in.others(), in.numbers())),
            in -> in.numbers().union(in.others()).union(in.numbers())),
        stream(
            "StreamingContext.union(DStream...)",
            IN_PLACE,
            in -> in.context().union(in.numbers(), in.others()),
            in -> in.numbers().union(in.others())),
        stream(
            "StreamingContext.union(PairDStream...)",
            IN_PLACE,
            in -> in.context().union(in.pairs(), in.otherPairs()),
            in -> in.pairs().union(in.otherPairs())),
        stream(
            "StreamingContext.unionPairs(List)",
            IN_PLACE,
            in -> in.context().unionPairs(List.of(in.pairs(), in.otherPairs())),
            in -> in.pairs().union(in.otherPairs())),
        stream(
                "StreamingContext.queueStream(Queue)",
                IN_PLACE,
                in -> in.context().queueStream(queue(in)),
                in -> oneByOne(in))
            .when(GOES_ON_AFTER_STOP),
        stream(
                "StreamingContext.queueStream(Queue, boolean)",
                IN_ANY_ORDER,
                in -> in.context().queueStream(queue(in), false),
                in -> allInFirst(in, List.of()))
            .when(GOES_ON_AFTER_STOP),
        stream(
                "StreamingContext.queueStream(Queue, boolean, RDD)",
                IN_ANY_ORDER,
                in ->
                    in.context()
                        .queueStream(
                            queue(in), false, in.context().rddContext().parallelize(FALLBACK, 2)),
                in -> allInFirst(in, FALLBACK))
            .when(GOES_ON_AFTER_STOP));
  }

  /** Every process queues all batches. */
  private static Queue<RDD<Integer>> queue(Streams in) {
    Queue<RDD<Integer>> queue = new ArrayDeque<>();
    for (List<Integer> batch : in.trial().numbers()) {
      queue.add(in.context().rddContext().parallelize(batch, in.trial().partitions()));
    }
    return queue;
  }

  private static Model<Integer> oneByOne(Models in) {
    return in.numbers()
        .perBatch(
            (number, partitions) ->
                Objects.requireNonNull(
                    in.numbers().batches().get(number - in.trial().doneBefore(number))));
  }

  private static Model<Integer> allInFirst(Models in, List<Integer> later) {
    List<Integer> all = new ArrayList<>();
    in.numbers().batches().values().forEach(batch -> all.addAll(Model.concat(batch)));
    return in.numbers()
        .perBatch(
            (number, partitions) ->
                List.of(number == in.trial().doneBefore(number) + 1 ? all : later));
  }
}
