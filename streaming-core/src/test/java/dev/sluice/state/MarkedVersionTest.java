package dev.sluice.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.time.Time;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Versions that later ones find by a name. */
class MarkedVersionTest {
  private static StateMap<String, Integer> of(String... keys) {
    StateDraft<String, Integer> draft = StateMap.<String, Integer>empty(true).next(new Time(1000));
    for (int i = 0; i < keys.length; i++) {
      draft.put(keys[i], i);
    }
    return draft.commit();
  }

  @Test
  void a_version_that_was_marked_is_found_by_those_that_follow() {
    StateMap<String, Integer> first = of("a", "b");
    String mark = first.mark();
    StateDraft<String, Integer> draft = first.next(new Time(2000));
    draft.put("b", 7);
    StateMap<String, Integer> second = draft.commit();

    StateMap<String, Integer> marked = second.marked(mark).orElseThrow();

    assertThat(marked).isSameAs(first);
    assertThat(second.changesSince(marked).orElseThrow())
        .containsExactly(new StateChange<>("b", Optional.of(7), new Time(2000)));
    assertThat(of("a", "b").marked(mark)).isEmpty();
  }

  @Test
  void one_version_is_marked_at_a_time_and_not_for_ever() {
    StateMap<String, Integer> first = of("a");
    String early = first.mark();
    StateMap<String, Integer> newest = first.next(new Time(2000)).commit();
    String late = newest.mark();
    assertThat(newest.marked(early)).isEmpty();
    assertThat(newest.marked(late)).contains(newest);

    for (int batch = 3; batch < 2000; batch++) {
      newest = newest.next(new Time(1000L * batch)).commit();
    }

    assertThat(newest.marked(late)).isEmpty();
  }
}
