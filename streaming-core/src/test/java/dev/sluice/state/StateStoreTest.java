package dev.sluice.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.sluice.function.Tuple2;
import dev.sluice.io.KryoSerializer;
import dev.sluice.io.LocalStorage;
import dev.sluice.io.Storage;
import dev.sluice.time.Time;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StateStoreTest {
  private static final Time FIRST = new Time(1000);
  private static final Time SECOND = new Time(2000);
  @TempDir Path directory;
  private Storage storage;
  private StateStore store;

  @BeforeEach
  void open() {
    storage = new LocalStorage(directory);
    store = new StateStore(storage, "totals", new KryoSerializer());
  }

  private static StateChange<String, Integer> put(String key, int state, long updated) {
    return new StateChange<>(key, Optional.of(state), new Time(updated));
  }

  private static StateChange<String, Integer> removed(String key) {
    return new StateChange<>(key, Optional.empty(), FIRST);
  }

  @ParameterizedTest
  @CsvSource({
    "totals, state/totals",
    "'map (x) #2', 'state/map (x) #2'",
    "'.hidden.one', state/%2Ehidden.one",
    "a/b\\c, state/a%2Fb%5Cc",
    "50%~, state/50%25%7E",
    "süß, state/s%C3%BC%C3%9F"
  })
  void the_directory_is_the_id_with_what_a_name_cannot_hold_encoded(String id, String expected) {
    assertThat(StateStore.directory(id)).isEqualTo(expected);
  }

  @Test
  void a_long_id_is_cut_and_told_apart_by_its_digest() {
    String one = StateStore.directory("x".repeat(200) + "1");
    String other = StateStore.directory("x".repeat(200) + "2");

    assertThat(one).hasSize("state/".length() + 120).startsWith("state/xxx").isNotEqualTo(other);
    assertThat(StateStore.directory("x".repeat(120))).isEqualTo("state/" + "x".repeat(120));
  }

  @Test
  void files_bear_time_and_partition() throws Exception {
    store.write(FIRST, 7, List.of(put("a", 1, 1000)));

    assertThat(storage.list("state/totals"))
        .containsExactly("state/totals/0000000000000001000-00007.state");
  }

  @Test
  void a_chain_is_read_oldest_first() throws Exception {
    store.write(FIRST, 0, List.of(put("a", 1, 500), put("b", 2, 1000), put("c", 3, 1000)));
    store.write(FIRST, 1, List.of(put("other", 1, 1000)));
    store.write(SECOND, 0, List.of(removed("a"), put("c", 4, 2000), put("a", 5, 1500)));

    StateMap<String, Integer> map = store.read(List.of(FIRST, SECOND), 0, true);

    assertThat(map.entries())
        .containsExactly(put("b", 2, 1000), put("c", 4, 2000), put("a", 5, 1500));
    assertThat(map.size()).isEqualTo(3);
    assertThat(map.batch()).contains(SECOND);
  }

  @Test
  void the_removal_of_a_key_that_is_not_there_is_nothing() throws Exception {
    store.write(FIRST, 0, List.of(removed("a"), put("b", 1, 1000)));

    assertThat(store.<String, Integer>read(List.of(FIRST), 0, false).pairs())
        .containsExactly(new Tuple2<>("b", 1));
  }

  @Test
  void keys_that_were_read_are_found_by_their_update_times() throws Exception {
    store.write(FIRST, 0, List.of(put("a", 1, 900), put("b", 2, 300), put("c", 3, 600)));
    store.write(SECOND, 0, List.of(removed("c"), put("b", 4, 1900)));
    StateMap<String, Integer> map = store.read(List.of(FIRST, SECOND), 0, true);

    StateDraft<String, Integer> draft = map.next(new Time(3000));

    assertThat(draft.updatedBefore(new Time(900))).isEmpty();
    assertThat(draft.updatedBefore(new Time(901))).containsExactly(new Tuple2<>("a", 1));
    assertThat(draft.updatedBefore(new Time(1901)))
        .containsExactly(new Tuple2<>("a", 1), new Tuple2<>("b", 4));
  }

  @Test
  void changes_can_be_told_from_a_map_that_was_read() throws Exception {
    store.write(FIRST, 0, List.of(put("a", 1, 900), put("b", 2, 300)));
    StateMap<String, Integer> read = store.read(List.of(FIRST), 0, false);

    StateDraft<String, Integer> draft = read.next(SECOND);
    draft.put("a", 7);
    draft.remove("b");
    draft.put("c", 8);
    StateMap<String, Integer> next = draft.commit();

    assertThat(next.changesSince(read).orElseThrow())
        .containsExactly(
            new StateChange<>("b", Optional.empty(), new Time(300)),
            put("a", 7, 2000),
            put("c", 8, 2000));
    assertThat(next.mostChangesSince(read)).hasValue(3);
    assertThat(next.mostChangesSince(StateMap.empty(false))).isEmpty();
  }

  @Test
  void a_missing_file_is_named() {
    assertThatExceptionOfType(NoSuchFileException.class)
        .isThrownBy(() -> store.read(List.of(FIRST), 3, false))
        .withMessageContaining("state/totals/0000000000000001000-00003.state");
  }

  @Test
  void files_of_times_that_nobody_keeps_are_deleted() throws Exception {
    for (long time : new long[] {1000, 2000, 3000}) {
      store.write(new Time(time), 0, List.of(put("a", 1, time)));
      store.write(new Time(time), 1, List.of(put("b", 1, time)));
    }
    StateStore other = new StateStore(storage, "totals 2", new KryoSerializer());
    other.write(FIRST, 0, List.of(put("a", 1, 1000)));
    storage.write("state/totals/notes");

    StateStore.prune(storage, "totals", Set.of(FIRST, new Time(3000)));

    assertThat(storage.list("state/totals"))
        .containsExactly(
            "state/totals/0000000000000001000-00000.state",
            "state/totals/0000000000000001000-00001.state",
            "state/totals/0000000000000003000-00000.state",
            "state/totals/0000000000000003000-00001.state",
            "state/totals/notes");
    assertThat(storage.list("state/totals 2")).hasSize(1);
  }

  @Test
  void an_interrupt_ends_the_writing_and_stays() throws Exception {
    List<StateChange<String, Integer>> many =
        LongStream.range(0, 5000).mapToObj(n -> put("k" + n, 1, n)).toList();

    Thread.currentThread().interrupt();
    try {
      assertThatIOException().isThrownBy(() -> store.write(FIRST, 0, many));
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(storage.list("state/totals")).isEmpty();
  }

  @Test
  void a_table_is_made_of_a_map() throws Exception {
    store.write(FIRST, 0, List.of(put("b", 1, 900), put("a", 2, 300)));
    StateMap<String, Integer> read = store.read(List.of(FIRST), 0, false);

    StateTable<String, Integer> table = StateTable.of(read);

    assertThat(table.size()).isEqualTo(2);
    assertThat(table.pairs()).containsExactly(new Tuple2<>("b", 1), new Tuple2<>("a", 2));
  }
}
