package dev.sluice.dstream;

import dev.sluice.function.VoidFunction2;
import dev.sluice.rdd.RDD;
import dev.sluice.time.Time;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An output operation: calls a function with every dataset of a stream. Immutable. */
final class Output<T> {
  private final Operator<T> operator;
  private final String kind;
  private final String description;
  private final Effect effect;
  private final @Nullable String name;
  private final VoidFunction2<RDD<T>, Time> function;

  /**
   * An output operation that is defined here.
   *
   * @param name what it is found by, if the user says
   */
  Output(
      String kind,
      Effect effect,
      @Nullable String name,
      Operator<T> operator,
      VoidFunction2<RDD<T>, Time> function) {
    this.kind = kind;
    this.effect = effect;
    this.name = name;
    this.operator = operator;
    this.description = CallSite.here().describe(kind);
    this.function = function;
  }

  /** How often a batch takes effect, although it may run several times. */
  enum Effect {
    AT_LEAST_ONCE("at least once"),
    REPLACED("once: what a batch wrote before is replaced"),
    ONCE("once: what is written is remembered");

    private final String promise;

    Effect(String promise) {
      this.promise = promise;
    }
  }

  Operator<T> operator() {
    return operator;
  }

  String kind() {
    return kind;
  }

  /** What it is found by, if the user says. */
  Optional<String> name() {
    return Optional.ofNullable(name);
  }

  String description() {
    return description;
  }

  /** The description and how often a batch takes effect. */
  OutputPromise promise() {
    String named = name == null ? "" : ", by the name " + name;
    return new OutputPromise(description, effect.promise + named);
  }

  /** The job of a batch; none at times when the stream has no dataset. */
  Optional<OutputJob> job(Time time, int output, String id) {
    return operator
        .at(time)
        .map(rdd -> new OutputJob(time, output, id, kind, description, () -> run(rdd, time)));
  }

  private Map<String, Long> run(RDD<T> rdd, Time time) throws Exception {
    for (RDD<?> waiting : operator.graph().waiting(time)) {
      compute(waiting);
    }
    function.call(rdd, time);
    return operator.graph().failures().commit();
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
