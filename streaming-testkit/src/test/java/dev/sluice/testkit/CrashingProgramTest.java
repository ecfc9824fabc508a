package dev.sluice.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.function.Tuple2;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.time.Durations;
import dev.sluice.time.Time;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CrashingProgramTest {
  private static CrashingProgram totals(int batches) {
    return new CrashingProgram(
        new StreamingConf().set("streaming.checkpoint.interval", "2s"),
        Durations.seconds(1),
        batches,
        (streams, outputs) ->
            outputs.keep(
                "totals",
                streams
                    .input(List.of(List.of("a", "b"), List.of("a")))
                    .mapToPair(word -> new Tuple2<>(word, 1))
                    .<Integer>updateStateByKey(
                        (ones, total) -> Optional.of(total.orElse(0) + ones.size()))));
  }

  @Test
  void a_program_of_the_users_own_crashes_at_every_call() {
    int crashes = CrashingStorage.atEveryCall(42, () -> totals(4));

    assertThat(crashes).isGreaterThan(10);
  }

  @Test
  void the_outputs_of_each_batch_come_out() throws Exception {
    assertThat(totals(2).run(new CrashingStorage(1)))
        .isEqualTo(
            Map.of(
                "totals",
                Map.of(
                    new Time(1000),
                    Map.of(new Tuple2<>("a", 1), 1, new Tuple2<>("b", 1), 1),
                    new Time(2000),
                    Map.of(new Tuple2<>("a", 2), 1, new Tuple2<>("b", 1), 1))));
  }

  @Test
  void the_world_goes_on_while_the_program_is_down() throws Exception {
    List<Time> passed = new ArrayList<>();
    CrashingStorage storage = new CrashingStorage(1);
    CrashingProgram program = totals(6).in(passed::add).downFor(2);
    storage.crashAt(20);
    assertThatThrownBy(() -> program.run(storage)).isInstanceOf(Exception.class);
    int before = passed.size();

    var outputs = program.run(storage.recover());

    assertThat(before).isLessThan(6);
    assertThat(passed).doesNotHaveDuplicates().isSorted().hasSize(6);
    assertThat(outputs.get("totals")).hasSize(6);
  }

  @Test
  void a_difference_is_told_with_output_and_batch() {
    Map<Object, Integer> one = Map.of("a", 1);
    Map<Object, Integer> two = Map.of("a", 2);
    CrashingProgram program = totals(1);

    assertThatThrownBy(
            () ->
                program.compare(
                    Map.of("out", new TreeMap<>(Map.of(new Time(1000), one))),
                    Map.of("out", new TreeMap<>(Map.of(new Time(1000), two)))))
        .isInstanceOf(AssertionError.class)
        .hasMessage("\"out\" of batch 1000 ms: expected {a=1}, found {a=2}");
    assertThatThrownBy(
            () ->
                program.compare(
                    Map.of(), Map.of("out", new TreeMap<>(Map.of(new Time(1000), two)))))
        .hasMessage("\"out\" of batch 1000 ms: expected null, found {a=2}");
  }
}
