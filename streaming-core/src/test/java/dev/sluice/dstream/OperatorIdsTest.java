package dev.sluice.dstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.sluice.function.Function2;
import dev.sluice.function.Function3;
import dev.sluice.function.Tuple2;
import dev.sluice.state.State;
import dev.sluice.state.StateSpec;
import dev.sluice.time.Durations;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What states, windows and outputs are found by when the program starts again. */
class OperatorIdsTest {
  private static final Duration ONE = Durations.seconds(1);
  private static final Duration TWO = Durations.seconds(2);
  private static final Function2<List<Long>, Optional<Long>, Optional<Long>> LAST =
      (values, state) -> values.stream().findFirst().or(() -> state);
  private static final Function3<Long, Optional<Long>, State<Long>, Long> KEY =
      (key, value, state) -> key;

  private final GraphRig rig = new GraphRig();

  @AfterEach
  void close() {
    rig.close();
  }

  private static PairDStream<Long, Long> pairs(DStream<Long> numbers) {
    return numbers.mapToPair(number -> new Tuple2<>(number, number));
  }

  private static PairDStream<Long, Long> state(DStream<Long> numbers) {
    return output(pairs(numbers).updateStateByKey(LAST));
  }

  private static <T, S extends DStreamLike<T, ?, ?>> S output(S stream) {
    stream.foreachRDD((rdd, time) -> {});
    return stream;
  }

  /** The id of the operator behind a stream, or of the state that it shows. */
  private static String id(DStreamLike<?, ?, ?> stream) {
    Operator<?> operator = stream.operator();
    return operator instanceof StateView<?, ?> ? operator.parents().get(0).id() : operator.id();
  }

  private List<String> outputIds() {
    return rig.generate(2).stream().map(OutputJob::id).toList();
  }

  @Test
  void kind_and_input_make_an_id() {
    var input = rig.numbers();
    var state = state(input);

    rig.start();

    assertThat(id(input)).isEqualTo("Numbers#0");
    assertThat(id(state)).isEqualTo("updateStateByKey(Numbers#0)");
  }

  @Test
  void windows_and_names_are_part_of_the_path() {
    var window = rig.numbers().named("lines").window(TWO);
    var mapped = output(pairs(window).mapWithState(StateSpec.function(KEY)));
    var inverse =
        output(pairs(window).reduceByKeyAndWindow(Long::sum, (all, left) -> all - left, TWO, ONE));

    rig.start();

    assertThat(id(window)).isEqualTo("window(lines)");
    assertThat(id(mapped)).isEqualTo("mapWithState(window(lines))");
    assertThat(id(inverse)).isEqualTo("reduceByKeyAndWindow(window(lines))");
  }

  @Test
  void a_state_under_a_state_bears_its_id() {
    var totals = pairs(rig.numbers()).updateStateByKey(LAST).named("totals");
    var state = state(totals.values());

    rig.start();

    assertThat(id(state)).isEqualTo("updateStateByKey(totals)");
  }

  @Test
  void operators_between_do_not_count() {
    var numbers = rig.numbers();
    var plain = pairs(numbers);
    var state =
        output(
            pairs(numbers.filter(number -> number > 1).map(number -> number + 1).repartition(3))
                .reduceByKey(Long::sum)
                .join(plain)
                .mapValues(Tuple2::_1)
                .updateStateByKey(LAST));

    rig.start();

    assertThat(id(state)).isEqualTo("updateStateByKey(Numbers#0)");
  }

  @Test
  void several_ancestors_are_named_once_each_and_sorted() {
    var second = rig.numbers().named("b");
    var first = rig.numbers().named("a");
    var state = state(second.union(first).union(second.map(number -> number)));

    rig.start();

    assertThat(id(state)).isEqualTo("updateStateByKey(a, b)");
  }

  @Test
  void an_operator_elsewhere_changes_no_id() {
    var other = output(rig.numbers().named("other").window(TWO));
    var input = rig.numbers().named("input");
    var window = input.window(TWO);
    var state = state(window);
    var later = output(input.window(TWO));

    rig.start();

    assertThat(id(other)).isEqualTo("window(other)");
    assertThat(id(window)).isEqualTo("window(input)");
    assertThat(id(state)).isEqualTo("updateStateByKey(window(input))");
    assertThat(id(later)).isEqualTo("window(input) #2");
  }

  @Test
  void of_equals_the_one_defined_first_keeps_the_id() {
    var input = rig.numbers();
    var first = pairs(input).updateStateByKey(LAST);
    var second = pairs(input).updateStateByKey(LAST);
    var third = state(input);
    output(second);
    output(first);

    rig.start();

    assertThat(id(first)).isEqualTo("updateStateByKey(Numbers#0)");
    assertThat(id(second)).isEqualTo("updateStateByKey(Numbers#0) #2");
    assertThat(id(third)).isEqualTo("updateStateByKey(Numbers#0) #3");
  }

  @Test
  void the_order_of_definition_of_what_differs_does_not_matter() {
    var windowedState = state(rig.numbers().window(TWO));
    var second = rig.numbers().named("second");
    var state = state(second);

    rig.start();

    assertThat(id(state)).isEqualTo("updateStateByKey(second)");
    assertThat(id(windowedState)).isEqualTo("updateStateByKey(window(Numbers#0))");
  }

  @Test
  void a_name_is_the_id_wherever_the_state_moves() {
    var state = state(rig.numbers().window(TWO)).named("totals");
    var mapped = pairs(rig.numbers()).mapWithState(StateSpec.function(KEY));
    var snapshots = output(mapped.stateSnapshots().named("sessions"));
    output(mapped);

    rig.start();

    assertThat(id(state)).isEqualTo("totals");
    assertThat(id(mapped)).isEqualTo("sessions");
    assertThat(id(snapshots)).isEqualTo("sessions");
  }

  @Test
  void a_derived_id_gives_way_to_a_name() {
    var input = rig.numbers();
    var derived = state(input);
    var named = state(input).named("updateStateByKey(Numbers#0)");

    rig.start();

    assertThat(id(named)).isEqualTo("updateStateByKey(Numbers#0)");
    assertThat(id(derived)).isEqualTo("updateStateByKey(Numbers#0) #2");
  }

  @Test
  void two_states_or_inputs_of_the_same_name_are_refused() {
    state(rig.numbers().named("orders")).named("orders");

    assertThatIllegalArgumentException()
        .isThrownBy(rig.graph()::validate)
        .withMessageStartingWith("Cannot start the context: Numbers [0] at ")
        .withMessageContaining(" and updateStateByKey at ")
        .withMessageContaining("are both called orders");
    assertThatIllegalArgumentException().isThrownBy(rig::start);
  }

  @Test
  void a_name_that_other_operators_bear_is_no_id() {
    var window = output(rig.numbers().map(number -> number).named("orders").window(TWO));
    var other = state(window.named("orders").filter(number -> true)).named("orders");

    rig.start();

    assertThat(id(other)).isEqualTo("orders");
    assertThat(id(window)).isEqualTo("orders #2");
  }

  @Test
  void outputs_are_told_apart_by_kind_and_path() {
    var input = rig.numbers().named("lines");
    input.map(number -> number).print(0);
    input.foreachRDD(rdd -> {});
    input.window(TWO).foreachRDD(rdd -> {});
    input.filter(number -> true).foreachRDD(rdd -> {});
    pairs(input).updateStateByKey(LAST).named("totals").foreachRDD(rdd -> {});

    rig.start();

    assertThat(outputIds())
        .containsExactly(
            "print(lines)",
            "foreachRDD(lines)",
            "foreachRDD(window(lines))",
            "foreachRDD(lines) #2",
            "foreachRDD(totals)");
  }

  @Test
  void what_is_no_input_window_or_state_has_no_id() {
    var mapped = output(rig.numbers().map(number -> number));

    rig.start();

    assertThatIllegalStateException()
        .isThrownBy(() -> id(mapped))
        .withMessageStartingWith("Cannot identify map at ");
  }

  @Test
  void ids_are_known_from_the_start_on() {
    var input = output(rig.numbers());

    assertThatIllegalStateException().isThrownBy(() -> id(input));
  }

  @Test
  void a_path_through_many_diamonds_is_found_at_once() {
    DStream<Long> numbers = rig.numbers();
    for (int i = 0; i < 64; i++) {
      numbers = numbers.union(numbers);
    }
    var state = state(numbers);

    rig.start();

    assertThat(id(state)).isEqualTo("updateStateByKey(Numbers#0)");
  }
}
