package dev.sluice.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.sluice.function.Function;
import dev.sluice.function.Function2;
import dev.sluice.function.Tuple2;
import dev.sluice.function.VoidFunction;
import dev.sluice.rdd.Records;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateTableTest {
  /** Appends the new values; drops the key when a value is 0. */
  private static final Function2<List<Integer>, Optional<List<Integer>>, Optional<List<Integer>>>
      APPEND =
          (values, state) -> {
            List<Integer> all = new ArrayList<>(state.orElse(List.of()));
            all.addAll(values);
            return values.contains(0) ? Optional.empty() : Optional.of(all);
          };

  @SafeVarargs
  @SuppressWarnings("varargs")
  private static <T> Records<T> records(T... records) {
    return new Listed<>(List.of(records));
  }

  private static Tuple2<String, Integer> pair(String key, int value) {
    return new Tuple2<>(key, value);
  }

  @Test
  void old_keys_keep_their_order_and_new_ones_follow() throws Exception {
    StateTable<String, Integer> first =
        StateTable.of(records(pair("b", 1), pair("a", 2), pair("b", 3)));

    StateTable<String, Integer> second =
        first.update(
            records(pair("c", 5), pair("a", 7)),
            (values, state) ->
                Optional.of(state.orElse(0) + values.stream().mapToInt(v -> v).sum()));

    assertThat(first.pairs()).containsExactly(pair("b", 3), pair("a", 2));
    assertThat(second.pairs()).containsExactly(pair("b", 3), pair("a", 9), pair("c", 5));
  }

  @Test
  void a_failed_pass_leaves_the_version_before_it_intact() throws Exception {
    StateTable<String, List<Integer>> first =
        StateTable.<String, List<Integer>>empty().update(records(pair("a", 1)), APPEND);

    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                first.update(
                    records(pair("z", 1), pair("a", 2)),
                    (values, state) -> {
                      throw new IllegalStateException("boom");
                    }));
    StateTable<String, List<Integer>> second =
        first.update(records(pair("b", 1), pair("z", 2)), APPEND);

    assertThat(first.pairs()).containsExactly(new Tuple2<>("a", List.of(1)));
    assertThat(second.pairs())
        .containsExactly(
            new Tuple2<>("a", List.of(1)),
            new Tuple2<>("b", List.of(1)),
            new Tuple2<>("z", List.of(2)));
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 40, 2000})
  void any_versions_are_what_a_plain_map_would_be(int keys) throws Exception {
    long seed = new Random().nextLong();
    System.out.println("StateTableTest seed " + seed);
    Random random = new Random(seed);
    List<StateTable<Integer, List<Integer>>> tables = new ArrayList<>();
    List<Map<Integer, List<Integer>>> models = new ArrayList<>();
    tables.add(StateTable.empty());
    models.add(new LinkedHashMap<>());

    for (int step = 0; step < 150; step++) {
      int from = random.nextInt(4) > 0 ? tables.size() - 1 : random.nextInt(tables.size());
      List<Tuple2<Integer, Integer>> batch = new ArrayList<>();
      for (int i = random.nextInt(keys); i > 0; i--) {
        batch.add(new Tuple2<>(random.nextInt(keys), random.nextInt(3)));
      }
      tables.add(tables.get(from).update(new Listed<>(batch), APPEND));
      models.add(next(models.get(from), batch));
    }

    for (int version = 0; version < tables.size(); version++) {
      List<Tuple2<Integer, List<Integer>>> expected = new ArrayList<>();
      models.get(version).forEach((key, state) -> expected.add(new Tuple2<>(key, state)));
      assertThat(tables.get(version).pairs()).containsExactlyElementsOf(expected);
      assertThat(tables.get(version).size()).isEqualTo(expected.size());
    }
  }

  private static Map<Integer, List<Integer>> next(
      Map<Integer, List<Integer>> states, List<Tuple2<Integer, Integer>> batch) throws Exception {
    Map<Integer, List<Integer>> values = new LinkedHashMap<>();
    states.keySet().forEach(key -> values.put(key, new ArrayList<>()));
    batch.forEach(
        record -> values.computeIfAbsent(record._1(), k -> new ArrayList<>()).add(record._2()));
    Map<Integer, List<Integer>> next = new LinkedHashMap<>();
    for (Map.Entry<Integer, List<Integer>> entry : values.entrySet()) {
      APPEND
          .call(entry.getValue(), Optional.ofNullable(states.get(entry.getKey())))
          .ifPresent(state -> next.put(entry.getKey(), state));
    }
    return next;
  }

  /** The records of a list. */
  private record Listed<T>(List<T> list) implements Records<T> {
    @Override
    public void forEach(VoidFunction<? super T> action) throws Exception {
      for (T record : list) {
        action.call(record);
      }
    }

    @Override
    public void forEachWhile(Function<? super T, Boolean> action) throws Exception {
      for (Iterator<T> all = list.iterator(); all.hasNext(); ) {
        if (!action.call(all.next())) {
          return;
        }
      }
    }

    @Override
    public Iterator<T> iterator() {
      return list.iterator();
    }
  }
}
