package dev.sluice.testkit.semantics;

import static dev.sluice.testkit.semantics.Comparison.IN_ANY_ORDER;
import static dev.sluice.testkit.semantics.Comparison.IN_PLACE;
import static dev.sluice.testkit.semantics.OperatorCase.stream;

import dev.sluice.dstream.PairDStream;
import dev.sluice.rdd.RDD;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
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
            Models::numbers),
        stream(
            "StreamingContext.queueStream(Queue, boolean)",
            IN_ANY_ORDER,
            in -> in.context().queueStream(queue(in), false),
            in -> allInFirst(in.numbers())),
        stream(
            "StreamingContext.queueStream(Queue, boolean, RDD)",
            IN_ANY_ORDER,
            in ->
                in.context()
                    .queueStream(
                        queue(in), false, in.context().rddContext().parallelize(FALLBACK, 2)),
            in -> fallingBack(allInFirst(in.numbers()))));
  }

  private static Queue<RDD<Integer>> queue(Streams in) {
    Queue<RDD<Integer>> queue = new ArrayDeque<>();
    for (List<Integer> batch : in.trial().numbers()) {
      queue.add(in.context().rddContext().parallelize(batch, in.trial().partitions()));
    }
    return queue;
  }

  private static Model<Integer> allInFirst(Model<Integer> numbers) {
    List<Integer> all = new ArrayList<>();
    numbers.batches().values().forEach(batch -> all.addAll(Model.concat(batch)));
    return numbers.perBatch((number, partitions) -> number == 1 ? List.of(all) : List.of());
  }

  private static Model<Integer> fallingBack(Model<Integer> numbers) {
    List<List<Integer>> fallback = Model.sliced(List.of(FALLBACK), 2).batches().get(1);
    return numbers.perBatch((number, partitions) -> number == 1 ? partitions : fallback);
  }
}
