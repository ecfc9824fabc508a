package dev.sluice.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.sluice.function.Tuple2;
import dev.sluice.time.Time;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateMapTest {
  private static Tuple2<String, Integer> pair(String key, int state) {
    return new Tuple2<>(key, state);
  }

  private static StateMap<String, Integer> of(long batch, String... keys) {
    StateDraft<String, Integer> draft = StateMap.<String, Integer>empty(true).next(new Time(batch));
    for (int i = 0; i < keys.length; i++) {
      draft.put(keys[i], i);
    }
    return draft.commit();
  }

  @Test
  void keys_come_in_the_order_in_which_they_were_added() {
    StateDraft<String, Integer> draft = of(1, "c", "a", "b").next(new Time(2));

    draft.put("a", 7);
    draft.remove("c");
    draft.put("c", 8);

    assertThat(draft.commit().pairs()).containsExactly(pair("a", 7), pair("b", 2), pair("c", 8));
  }

  @Test
  void an_older_version_stays_as_it_was() {
    StateMap<String, Integer> older = of(1, "a", "b");
    StateDraft<String, Integer> draft = older.next(new Time(2));
    draft.put("a", 7);
    draft.remove("b");
    draft.put("c", 8);

    StateMap<String, Integer> newer = draft.commit();

    assertThat(older.pairs()).containsExactly(pair("a", 0), pair("b", 1));
    assertThat(older.size()).isEqualTo(2);
    assertThat(newer.pairs()).containsExactly(pair("a", 7), pair("c", 8));
    assertThat(newer.size()).isEqualTo(2);
    assertThat(newer.batch()).contains(new Time(2));
  }

  @Test
  void a_draft_that_is_abandoned_changes_nothing() {
    StateMap<String, Integer> before = of(1, "a", "b");
    StateDraft<String, Integer> failed = before.next(new Time(2));
    failed.put("a", 7);
    failed.remove("b");
    failed.put("c", 8);

    StateDraft<String, Integer> again = before.next(new Time(2));
    again.put("d", 9);

    assertThat(before.pairs()).containsExactly(pair("a", 0), pair("b", 1));
    assertThat(again.commit().pairs()).containsExactly(pair("a", 0), pair("b", 1), pair("d", 9));
    assertThat(again.get("a")).isZero();
    assertThat(again.get("c")).isNull();
  }

  @Test
  void a_key_times_out_when_its_last_update_is_before_the_time() {
    StateMap<String, Integer> first = of(1000, "a", "b", "c");
    StateDraft<String, Integer> second = first.next(new Time(2000));
    second.put("b", 5);
    StateDraft<String, Integer> third = second.commit().next(new Time(3000));
    third.put("c", 6);
    third.put("d", 7);

    assertThat(third.updatedBefore(new Time(1000))).isEmpty();
    assertThat(third.updatedBefore(new Time(1001))).containsExactly(pair("a", 0));
    assertThat(third.updatedBefore(new Time(2001))).containsExactly(pair("a", 0), pair("b", 5));
  }

  @Test
  void changes_are_removals_and_then_states() {
    StateMap<String, Integer> first = of(1000, "a", "b", "c");
    StateDraft<String, Integer> second = first.next(new Time(2000));
    second.remove("a");
    second.put("c", 5);
    second.put("d", 6);
    StateMap<String, Integer> after = second.commit();
    StateDraft<String, Integer> third = after.next(new Time(3000));
    third.remove("c");
    third.commit();

    assertThat(after.changesSince(first).orElseThrow())
        .containsExactly(
            new StateChange<>("a", Optional.empty(), new Time(1000)),
            new StateChange<>("c", Optional.of(5), new Time(2000)),
            new StateChange<>("d", Optional.of(6), new Time(2000)));
    assertThat(after.changesSince(after).orElseThrow()).isEmpty();
    assertThat(first.changesSince(after)).isEmpty();
    assertThat(after.changesSince(of(1000, "a"))).isEmpty();
  }

  @Test
  void a_table_mostly_of_removed_keys_is_copied() {
    StateMap<String, Integer> version = of(1);
    for (int batch = 2; batch < 2000; batch++) {
      StateDraft<String, Integer> draft = version.next(new Time(batch));
      draft.put("key " + batch, batch);
      draft.remove("key " + (batch - 1));
      version = draft.commit();
    }

    assertThat(version.pairs()).containsExactly(pair("key 1999", 1999));
    assertThat(version.entries()).allMatch(entry -> entry.updated().equals(new Time(1999)));
  }

  @Test
  @SuppressWarnings("NullAway") // what a function without a null checker may do
  void null_is_a_key_but_no_state() {
    StateDraft<String, Integer> draft = StateMap.<String, Integer>empty(false).next(new Time(1));

    draft.put(null, 1);

    assertThat(draft.get(null)).isEqualTo(1);
    assertThatIllegalArgumentException().isThrownBy(() -> draft.put("a", null));
  }

  @Test
  void a_committed_draft_cannot_be_changed() {
    StateDraft<String, Integer> draft = of(1, "a").next(new Time(2));
    draft.commit();

    assertThatIllegalStateException().isThrownBy(() -> draft.put("a", 1));
    assertThatIllegalStateException().isThrownBy(() -> draft.remove("a"));
    assertThatIllegalStateException().isThrownBy(draft::commit);
  }

  @Test
  void times_cannot_be_asked_for_without_an_index() {
    StateDraft<String, Integer> draft = StateMap.<String, Integer>empty(false).next(new Time(1));

    assertThatIllegalStateException().isThrownBy(() -> draft.updatedBefore(new Time(1)));
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 40, 2000})
  void any_versions_and_branches_are_what_a_plain_map_would_be(int keys) {
    long seed = new Random().nextLong();
    System.out.println("StateMapTest seed " + seed);
    new Walk(new Random(seed), keys).run(400);
  }

  /** A version and what it should hold. */
  private record Known(StateMap<Integer, Integer> map, Map<Integer, Tuple2<Integer, Long>> model) {}

  /** Random drafts on random versions, some abandoned, each compared with a map. */
  private static final class Walk {
    private final Random random;
    private final int keys;
    private final List<Known> versions = new ArrayList<>();
    private int changesTold;

    Walk(Random random, int keys) {
      this.random = random;
      this.keys = keys;
      versions.add(new Known(StateMap.empty(true), new LinkedHashMap<>()));
    }

    void run(int steps) {
      for (int step = 1; step <= steps; step++) {
        Known from =
            random.nextInt(4) > 0
                ? versions.get(versions.size() - 1)
                : versions.get(random.nextInt(versions.size()));
        draft(from, step);
        if (versions.size() > 12) {
          versions.remove(random.nextInt(versions.size() - 1));
        }
        if (step % 20 == 0) {
          versions.forEach(Walk::check);
        }
      }
      versions.forEach(Walk::check);
      assertThat(changesTold).isPositive();
    }

    private void draft(Known from, int step) {
      StateDraft<Integer, Integer> draft = from.map().next(new Time(step));
      Map<Integer, Tuple2<Integer, Long>> model = new LinkedHashMap<>(from.model());
      if (random.nextInt(3) == 0) {
        timeOut(draft, model, random.nextInt(step));
      }
      for (int i = random.nextInt(keys); i > 0; i--) {
        int key = random.nextInt(keys);
        Tuple2<Integer, Long> known = model.get(key);
        assertThat(draft.get(key)).isEqualTo(known == null ? null : known._1());
        if (random.nextInt(3) == 0) {
          draft.remove(key);
          model.remove(key);
        } else {
          draft.put(key, i);
          model.put(key, new Tuple2<>(i, (long) step));
        }
      }
      if (random.nextInt(5) > 0) {
        Known made = new Known(draft.commit(), model);
        check(made);
        versions.forEach(older -> checkChanges(older, made));
        versions.add(made);
      }
    }

    private static void timeOut(
        StateDraft<Integer, Integer> draft, Map<Integer, Tuple2<Integer, Long>> model, long time) {
      List<Tuple2<Integer, Integer>> late = new ArrayList<>();
      model.forEach(
          (key, state) -> {
            if (state._2() < time) {
              late.add(new Tuple2<>(key, state._1()));
            }
          });
      assertThat(draft.updatedBefore(new Time(time))).isEqualTo(late);
      late.forEach(
          pair -> {
            draft.remove(pair._1());
            model.remove(pair._1());
          });
    }

    private static void check(Known known) {
      List<StateChange<Integer, Integer>> expected = new ArrayList<>();
      known
          .model()
          .forEach(
              (key, state) ->
                  expected.add(
                      new StateChange<>(key, Optional.of(state._1()), new Time(state._2()))));
      assertThat(known.map().entries()).containsExactlyElementsOf(expected);
      assertThat(known.map().size()).isEqualTo(expected.size());
    }

    private void checkChanges(Known older, Known newer) {
      newer
          .map()
          .changesSince(older.map())
          .ifPresent(
              changes -> {
                Map<Integer, Tuple2<Integer, Long>> patched = new LinkedHashMap<>(older.model());
                for (StateChange<Integer, Integer> change : changes) {
                  if (change.state().isEmpty()) {
                    patched.remove(change.key());
                  } else {
                    long updated = change.updated().milliseconds();
                    patched.put(change.key(), new Tuple2<>(change.state().get(), updated));
                  }
                }
                assertThat(List.copyOf(patched.entrySet()))
                    .isEqualTo(List.copyOf(newer.model().entrySet()));
                changesTold++;
              });
    }
  }
}
