package dev.sluice.testkit.semantics;

import static dev.sluice.testkit.semantics.Comparison.AS_ARRIVED;
import static dev.sluice.testkit.semantics.Comparison.IN_ANY_ORDER;
import static dev.sluice.testkit.semantics.Comparison.IN_PLACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sluice.function.Tuple2;
import dev.sluice.rdd.PairRDD;
import dev.sluice.rdd.RDD;
import dev.sluice.streaming.StreamingConf;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The suite finds operators that are wrong. */
class SuiteTest {
  private static final long SEED = 42;

  static Stream<OperatorCase> wrongOperators() {
    return Stream.of(
        OperatorCase.stream(
            "a map that is off by one",
            IN_PLACE,
            in -> in.numbers().map(n -> n + 1),
            Models::numbers),
        OperatorCase.stream(
            "a union that forgets the other stream",
            IN_PLACE,
            in -> in.numbers(),
            in -> in.numbers().union(in.others())),
        OperatorCase.stream(
            "a window that is one batch too long",
            IN_ANY_ORDER,
            in -> in.numbers().window(in.window().plus(Streams.INTERVAL), in.slide()),
            in -> in.numbers().window(in.window(), in.slide())),
        OperatorCase.stream(
            "a window that slides with every batch",
            IN_ANY_ORDER,
            in -> in.numbers().window(in.window()),
            in -> in.numbers().window(in.window(), in.slide())),
        OperatorCase.stream(
            "a group that forgets how often a value came",
            AS_ARRIVED,
            in -> in.pairs().toDStream().transformToPair(SuiteTest::distinctGroups),
            in -> Keyed.group(in.pairs(), in.byDefault())),
        OperatorCase.stream(
            "a shuffle to the wrong partitions",
            AS_ARRIVED,
            in -> in.pairs().reduceByKey(Integer::sum, in.partitioner()),
            in -> Keyed.reduce(in.pairs(), Integer::sum, in.byBuckets())),
        OperatorCase.stream(
            "a join that forgets keys of one side",
            IN_ANY_ORDER,
            in ->
                in.pairs()
                    .leftOuterJoin(in.otherPairs())
                    .filter(pair -> pair._2()._2().isPresent()),
            in -> Keyed.leftOuterJoin(in.pairs(), in.otherPairs(), in.byDefault())),
        OperatorCase.stream(
            "a count without zero",
            IN_PLACE,
            in -> in.numbers().count().filter(n -> n > 0),
            in -> in.numbers().whole(all -> List.of((long) all.size()))),
        OperatorCase.stream(
            "records in the wrong partitions",
            IN_PLACE,
            in -> in.numbers().repartition(in.trial().partitions() + 1),
            Models::numbers));
  }

  static Stream<OperatorCase> forgetfulOperators() {
    return Stream.of(
        OperatorCase.stream(
            "a number of batches that only the process knows",
            IN_PLACE,
            in -> {
              AtomicInteger batches = new AtomicInteger();
              return in.numbers()
                  .transform(
                      rdd -> rdd.context().parallelize(List.of(batches.incrementAndGet()), 1));
            },
            in -> in.numbers().perBatch((number, partitions) -> List.of(List.of(number)))),
        OperatorCase.stream(
                "a queue that goes on",
                IN_PLACE,
                in -> {
                  Queue<RDD<Integer>> queue = new ArrayDeque<>();
                  for (int batch = 1; batch <= in.trial().numbers().size(); batch++) {
                    queue.add(in.context().rddContext().parallelize(List.of(batch), 1));
                  }
                  return in.context().queueStream(queue);
                },
                in -> in.numbers().perBatch((number, partitions) -> List.of(List.of(number))))
            .when(Restarted.GOES_ON_AFTER_STOP));
  }

  @ParameterizedTest
  @MethodSource("forgetfulOperators")
  void an_operator_that_forgets_at_a_restart_is_found(OperatorCase forgetful) {
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> trials(true).run(forgetful))
        .withMessageStartingWith("Cannot confirm " + forgetful.operator() + " on ")
        .withMessageContaining(" with a checkpoint every ")
        .withMessageContaining(", expected ");
  }

  @Test
  void a_restarted_program_runs_every_batch_in_one_process_or_more() {
    for (Drive drive : Drive.RESTARTING) {
      List<Life> lives = Trial.generate(7, 3, drive).lives();

      assertThat(lives.get(0).from()).isZero();
      assertThat(lives).hasSizeGreaterThan(1);
      for (int next = 1; next < lives.size(); next++) {
        assertThat(lives.get(next).from()).isGreaterThanOrEqualTo(lives.get(next - 1).to());
      }
    }
  }

  private static PairRDD<String, Iterable<Integer>> distinctGroups(
      RDD<Tuple2<String, Integer>> rdd) {
    return PairRDD.fromRDD(rdd.distinct()).groupByKey(2);
  }

  @ParameterizedTest
  @MethodSource("wrongOperators")
  void a_wrong_operator_is_found(OperatorCase wrong) {
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> trials(true).run(wrong))
        .withMessageStartingWith("Cannot confirm " + wrong.operator() + " on ")
        .withMessageContaining("-Dsluice.seed=42: ")
        .withMessageContaining(", expected ");
  }

  @Test
  void a_wrong_order_is_found_on_engines_that_keep_it() {
    OperatorCase reversed =
        OperatorCase.stream(
            "a group in the wrong order",
            AS_ARRIVED,
            in -> in.pairs().groupByKey(in.buckets()),
            in ->
                Keyed.mapValues(
                    Keyed.group(in.pairs(), in.byBuckets()),
                    values -> values.stream().sorted((a, b) -> b - a).toList()));

    assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> trials(true).run(reversed));
    assertThatCode(() -> trials(false).run(reversed)).doesNotThrowAnyException();
  }

  @Test
  void a_program_that_fails_is_found() {
    OperatorCase failing =
        OperatorCase.stream(
            "a map that fails",
            IN_PLACE,
            in ->
                in.numbers()
                    .map(
                        n -> {
                          throw new IllegalStateException("no such number");
                        }),
            Models::numbers);

    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> trials(true).run(failing))
        .withMessageContaining("no such number");
  }

  @Test
  void a_seed_makes_the_same_input_again() {
    assertThat(Trial.generate(7, 3, Drive.ALL_AT_ONCE))
        .isEqualTo(Trial.generate(7, 3, Drive.ALL_AT_ONCE))
        .isNotEqualTo(Trial.generate(8, 3, Drive.ALL_AT_ONCE));
  }

  @Test
  void the_report_counts_what_passed() {
    Trials trials = trials(true);
    OperatorCase right =
        OperatorCase.stream(
            "map(Function)", IN_PLACE, in -> in.numbers().map(n -> n), Models::numbers);

    trials.run(right);
    trials.run(right);

    assertThat(trials.report())
        .isEqualTo(
            String.format(
                "   48  map(Function)%nDStream semantics: 1 operators, 48 generated cases, seed 42%n"));
  }

  private static Trials trials(boolean keepsArrivalOrder) {
    return new Trials(
        SEED,
        1,
        () -> new StreamingConf().setMaster("local[2]"),
        new Engine(keepsArrivalOrder, true, Trials.MOST_PARTITIONS));
  }
}
