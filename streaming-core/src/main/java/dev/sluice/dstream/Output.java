package dev.sluice.dstream;

import dev.sluice.function.VoidFunction2;
import dev.sluice.rdd.RDD;
import dev.sluice.time.Time;
import java.util.Optional;

/** An output operation: calls the user's function with every dataset of a stream. Immutable. */
final class Output<T> {
  private final Operator<T> operator;
  private final String kind;
  private final String description;
  private final VoidFunction2<RDD<T>, Time> function;

  Output(String kind, Operator<T> operator, VoidFunction2<RDD<T>, Time> function) {
    this.kind = kind;
    this.operator = operator;
    this.description = CallSite.here().describe(kind);
    this.function = function;
  }

  Operator<T> operator() {
    return operator;
  }

  String kind() {
    return kind;
  }

  String description() {
    return description;
  }

  /** The job of a batch; none at times when the stream has no dataset. */
  Optional<OutputJob> job(Time time, int output, String id) {
    return operator
        .at(time)
        .map(rdd -> new OutputJob(time, output, id, kind, description, () -> run(rdd, time)));
  }

  private void run(RDD<T> rdd, Time time) throws Exception {
    for (RDD<?> waiting : operator.graph().waiting(time)) {
      compute(waiting);
    }
    function.call(rdd, time);
  }

  private static <R> void compute(RDD<R> rdd) {
    rdd.context()
        .runJob(
            rdd,
            (task, records) -> {
              records.forEach(record -> {});
              return true;
            });
  }
}
