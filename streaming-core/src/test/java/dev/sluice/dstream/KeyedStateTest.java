package dev.sluice.dstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.sluice.function.Tuple2;
import dev.sluice.io.CorruptFileException;
import dev.sluice.io.LocalStorage;
import dev.sluice.io.Storage;
import dev.sluice.ledger.Checkpoint.StateFiles;
import dev.sluice.time.Time;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** States that are written and restored. */
class KeyedStateTest {
  private static final int KEYS = 1000;
  private static final int TOUCHED = 10;
  @TempDir Path directory;
  private Storage storage;

  @BeforeEach
  void open() {
    storage = new LocalStorage(directory);
  }

  private static List<String> keys(int from, int count) {
    return IntStream.range(from, from + count).mapToObj(n -> "k" + n).toList();
  }

  /** All keys in the first batch, then a few in each. */
  private static List<String> few(long batch) {
    return batch == 1 ? keys(0, KEYS) : keys((int) batch * TOUCHED, TOUCHED);
  }

  /** Every key in the batches whose number it divides; sometimes the last one is removed. */
  private static List<String> divisors(long batch) {
    List<String> keys = new ArrayList<>();
    for (int n = 1; n <= 40; n++) {
      if (batch % n == 0 || batch == 1) {
        keys.add("k" + n);
      }
      if (batch % n == 3) {
        keys.add("-" + n);
      }
    }
    return keys;
  }

  private static List<Time> times(int... batches) {
    return IntStream.of(batches).mapToObj(GraphRig::time).toList();
  }

  @ParameterizedTest
  @CsvSource({"3,3", "3,1", "1,4", "4,7"})
  void a_state_goes_on_with_any_number_of_partitions(int before, int after) throws Exception {
    try (StateProgram whole = StateProgram.mapping(KeyedStateTest::divisors, 2).run(1, 12)) {
      StateFiles files;
      try (StateProgram first = StateProgram.mapping(KeyedStateTest::divisors, before)) {
        StateFiles image = first.run(1, 4).write(4, storage, Optional.empty());
        files = first.run(5, 6).write(6, storage, Optional.of(image));
      }
      try (StateProgram second = StateProgram.mapping(KeyedStateTest::divisors, after)) {
        second.restored(files, storage).run(7, 12);

        assertThat(files.chain()).isEqualTo(times(4, 6));
        assertThat(files.keys()).isEqualTo(whole.states(6).size());
        for (int batch = 7; batch <= 12; batch++) {
          assertThat(second.output(batch)).isEqualTo(whole.output(batch));
          assertThat(second.states(batch)).isEqualTo(whole.states(batch));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9})
  void a_key_times_out_in_the_same_batch_as_without_a_restart(int last) throws Exception {
    Duration timeout = Duration.ofSeconds(3);
    try (StateProgram whole = StateProgram.timing(KeyedStateTest::divisors, 2, timeout);
        StateProgram first = StateProgram.timing(KeyedStateTest::divisors, 2, timeout);
        StateProgram same = StateProgram.timing(KeyedStateTest::divisors, 2, timeout);
        StateProgram other = StateProgram.timing(KeyedStateTest::divisors, 3, timeout)) {
      whole.run(1, 12);
      StateFiles files = first.run(1, last).write(last, storage, Optional.empty());

      same.restored(files, storage).run(last + 1, 12);
      other.restored(files, storage).run(last + 1, 12);

      for (int batch = last + 1; batch <= 12; batch++) {
        assertThat(same.output(batch)).isEqualTo(whole.output(batch));
        assertThat(other.output(batch)).isEqualTo(whole.output(batch));
      }
      assertThat(whole.output(5)).anyMatch(made -> made.toString().contains("gone"));
    }
  }

  @ParameterizedTest
  @CsvSource({"3,3", "3,1", "1,4"})
  void a_state_of_all_keys_goes_on_and_is_not_seeded_again(int before, int after) throws Exception {
    StateFiles files;
    try (StateProgram first = StateProgram.updating(KeyedStateTest::divisors, before)) {
      files = first.run(1, 6).write(6, storage, Optional.empty());
    }
    try (StateProgram whole = StateProgram.updating(KeyedStateTest::divisors, 2).run(1, 12);
        StateProgram second = StateProgram.updating(KeyedStateTest::divisors, after)) {
      second.restored(files, storage).run(7, 12);

      assertThat(second.states(7)).isEqualTo(whole.states(7)).containsEntry("initial", 100);
      assertThat(second.states(12)).isEqualTo(whole.states(12));
      assertThat(second.state().kind()).isEqualTo("updateStateByKey");
    }
  }

  @Test
  void a_state_of_all_keys_is_written_as_a_whole() throws Exception {
    try (StateProgram program = StateProgram.updating(KeyedStateTest::few, 2)) {
      StateFiles first = program.run(1, 1).write(1, storage, Optional.empty());
      StateFiles second = program.run(2, 2).write(2, storage, Optional.of(first));

      assertThat(second)
          .isEqualTo(new StateFiles("updateStateByKey", 2, KEYS + 1, KEYS + 1, times(2)));
    }
  }

  @Test
  void changes_follow_the_touched_keys() throws Exception {
    try (StateProgram program = StateProgram.mapping(KeyedStateTest::few, 3)) {
      StateFiles first = program.run(1, 1).write(1, storage, Optional.empty());
      StateFiles second = program.run(2, 4).write(4, storage, Optional.of(first));
      StateFiles third = program.run(5, 5).write(5, storage, Optional.of(second));

      assertThat(first).isEqualTo(new StateFiles("mapWithState", 3, KEYS, KEYS, times(1)));
      assertThat(second)
          .isEqualTo(new StateFiles("mapWithState", 3, KEYS, KEYS + 3 * TOUCHED, times(1, 4)));
      assertThat(third)
          .isEqualTo(new StateFiles("mapWithState", 3, KEYS, KEYS + 4 * TOUCHED, times(1, 4, 5)));
    }
  }

  @Test
  void changes_go_on_after_a_restart() throws Exception {
    StateFiles first;
    try (StateProgram program = StateProgram.mapping(KeyedStateTest::few, 3)) {
      first = program.run(1, 1).write(1, storage, Optional.empty());
    }
    try (StateProgram program = StateProgram.mapping(KeyedStateTest::few, 3)) {
      StateFiles second =
          program.restored(first, storage).run(2, 2).write(2, storage, Optional.of(first));

      assertThat(second.chain()).isEqualTo(times(1, 2));
      assertThat(second.entries()).isEqualTo(KEYS + TOUCHED);
    }
    try (StateProgram program = StateProgram.mapping(KeyedStateTest::few, 2)) {
      StateFiles second =
          program.restored(first, storage).run(2, 2).write(2, storage, Optional.of(first));

      assertThat(second.chain()).isEqualTo(times(2));
    }
  }

  @Test
  void what_is_on_disk_is_not_written_again() throws Exception {
    StateFiles first;
    try (StateProgram program = StateProgram.mapping(KeyedStateTest::few, 3)) {
      first = program.run(1, 1).write(1, storage, Optional.empty());
    }
    try (StateProgram program = StateProgram.mapping(KeyedStateTest::few, 2)) {
      program.restored(first, storage);

      assertThat(program.write(1, storage, Optional.of(first))).isEqualTo(first);
    }
  }

  @Test
  void an_image_is_written_when_changes_would_outweigh_the_keys() throws Exception {
    try (StateProgram program = StateProgram.mapping(batch -> keys(0, 100), 2)) {
      StateFiles first = program.run(1, 1).write(1, storage, Optional.empty());
      StateFiles second = program.run(2, 2).write(2, storage, Optional.of(first));
      StateFiles third = program.run(3, 3).write(3, storage, Optional.of(second));

      assertThat(second.chain()).isEqualTo(times(1, 2));
      assertThat(second.entries()).isEqualTo(200);
      assertThat(third.chain()).isEqualTo(times(3));
      assertThat(third.entries()).isEqualTo(100);
    }
  }

  @Test
  void an_image_is_written_when_the_chain_is_not_that_of_the_last_write() throws Exception {
    try (StateProgram program = StateProgram.mapping(KeyedStateTest::few, 2)) {
      StateFiles first = program.run(1, 1).write(1, storage, Optional.empty());
      program.run(2, 2).write(2, storage, Optional.of(first));

      StateFiles third = program.run(3, 3).write(3, storage, Optional.of(first));

      assertThat(third.chain()).isEqualTo(times(3));
    }
  }

  @Test
  void an_image_is_written_when_the_chain_is_long() throws Exception {
    try (StateProgram program = StateProgram.mapping(KeyedStateTest::few, 1)) {
      program.run(1, 1).write(1, storage, Optional.empty());
      List<Time> chain = new ArrayList<>();
      IntStream.range(0, 999).forEach(n -> chain.add(new Time(n)));
      chain.add(GraphRig.time(1));

      StateFiles second =
          program
              .run(2, 2)
              .write(2, storage, Optional.of(new StateFiles("", 1, KEYS, KEYS, chain)));

      assertThat(second.chain()).isEqualTo(times(2));
    }
  }

  @Test
  void a_snapshot_holds_its_state_while_batches_go_on() throws Exception {
    try (StateProgram program = StateProgram.mapping(KeyedStateTest::divisors, 2).run(1, 4);
        StateProgram restored = StateProgram.mapping(KeyedStateTest::divisors, 2)) {
      StateSnapshot snapshot = program.state().snapshot(GraphRig.time(4)).orElseThrow();
      program.run(5, 60);

      StateFiles files = snapshot.write(storage, Optional.empty());
      snapshot.close();
      snapshot.close();
      program.run(61, 61);
      restored.restored(files, storage).run(5, 5);

      assertThat(files.time()).isEqualTo(GraphRig.time(4));
      assertThat(restored.states(5)).isEqualTo(program.states(5));
      assertThat(program.states(61)).isNotEmpty();
      assertThatIllegalStateException()
          .isThrownBy(() -> snapshot.write(storage, Optional.empty()))
          .withMessageContaining("closed");
    }
  }

  @Test
  void a_snapshot_that_was_closed_is_forgotten_with_its_blocks() throws Exception {
    try (StateProgram program = StateProgram.mapping(KeyedStateTest::divisors, 2).run(1, 30)) {
      int blocks = program.rig().engine().blocks().usage().blocks();
      StateSnapshot snapshot = program.state().snapshot(GraphRig.time(30)).orElseThrow();
      program.run(31, 60);
      assertThat(program.rig().engine().blocks().usage().blocks()).isGreaterThan(blocks);

      snapshot.close();
      program.run(61, 61);

      assertThat(program.rig().engine().blocks().usage().blocks()).isEqualTo(blocks);
    }
  }

  @Test
  void one_snapshot_is_held_at_a_time() throws Exception {
    try (StateProgram program = StateProgram.mapping(KeyedStateTest::few, 2).run(1, 2)) {
      StateSnapshot snapshot = program.state().snapshot(GraphRig.time(2)).orElseThrow();

      assertThatIllegalStateException()
          .isThrownBy(() -> program.state().snapshot(GraphRig.time(2)))
          .withMessageContaining("that after batch 2000 ms is held");
      snapshot.close();
      assertThat(program.state().snapshot(GraphRig.time(2))).isPresent();
    }
  }

  @Test
  void there_is_no_snapshot_of_a_time_off_the_grid() throws Exception {
    try (StateProgram program = StateProgram.mapping(KeyedStateTest::few, 2).run(1, 2)) {
      assertThat(program.state().snapshot(new Time(1500))).isEmpty();
      assertThat(program.state().snapshot(new Time(0))).isEmpty();
    }
  }

  @Test
  void a_state_of_a_time_off_the_grid_is_that_before_the_next_batch() throws Exception {
    try (StateProgram first = StateProgram.mapping(KeyedStateTest::few, 2);
        StateProgram second = StateProgram.mapping(KeyedStateTest::few, 2)) {
      StateFiles files = first.run(1, 1).write(1, storage, Optional.empty());
      for (String name : storage.list("state/" + directoryOf(files))) {
        rename(name, name.replace("1000-", "1300-"));
      }
      StateFiles moved =
          new StateFiles(
              files.kind(),
              files.partitions(),
              files.keys(),
              files.entries(),
              List.of(new Time(1300)));

      second.restored(moved, storage).run(2, 3);

      assertThat(second.states(3)).isEqualTo(first.run(2, 3).states(3));
    }
  }

  @Test
  void a_missing_file_is_named_with_the_operator() throws Exception {
    try (StateProgram first = StateProgram.mapping(KeyedStateTest::few, 2);
        StateProgram second = StateProgram.mapping(KeyedStateTest::few, 2)) {
      StateFiles files = first.run(1, 1).write(1, storage, Optional.empty());
      String name = "state/" + directoryOf(files) + "/0000000000000001000-00001.state";
      storage.delete(name);

      assertThatIOException()
          .isThrownBy(() -> second.state().restore(files, storage))
          .withMessageContaining("Cannot restore the state of mapWithState")
          .withMessageContaining(name)
          .withCauseInstanceOf(NoSuchFileException.class);
      assertThat(second.rig().engine().blocks().usage().blocks()).isZero();
    }
  }

  @Test
  void a_damaged_file_is_named_with_the_operator() throws Exception {
    try (StateProgram first = StateProgram.mapping(KeyedStateTest::few, 2);
        StateProgram second = StateProgram.mapping(KeyedStateTest::few, 3)) {
      StateFiles files = first.run(1, 1).write(1, storage, Optional.empty());
      String name = "state/" + directoryOf(files) + "/0000000000000001000-00000.state";
      storage.truncate(name, 200);

      assertThatIOException()
          .isThrownBy(() -> second.state().restore(files, storage))
          .withMessageContaining("Cannot restore the state of mapWithState")
          .withMessageContaining(name)
          .withCauseInstanceOf(CorruptFileException.class);
    }
  }

  @Test
  void files_with_another_number_of_keys_are_refused() throws Exception {
    try (StateProgram first = StateProgram.mapping(KeyedStateTest::few, 2);
        StateProgram second = StateProgram.mapping(KeyedStateTest::few, 2)) {
      StateFiles files = first.run(1, 1).write(1, storage, Optional.empty());
      StateFiles wrong = new StateFiles(files.kind(), 2, KEYS + 1, KEYS, files.chain());

      assertThatIOException()
          .isThrownBy(() -> second.state().restore(wrong, storage))
          .withMessageContaining("found 1000 keys, expected 1001");
    }
  }

  @Test
  void a_state_is_restored_before_the_first_batch_only() throws Exception {
    try (StateProgram program = StateProgram.mapping(KeyedStateTest::few, 2)) {
      StateFiles files = program.run(1, 1).write(1, storage, Optional.empty());

      assertThatIllegalStateException()
          .isThrownBy(() -> program.state().restore(files, storage))
          .withMessageContaining("it has state");
    }
  }

  @Test
  void the_interval_is_the_users_or_the_default() {
    try (StateProgram program = StateProgram.mapping(KeyedStateTest::few, 2)) {
      assertThat(program.state().checkpointInterval()).isEqualTo(Duration.ofSeconds(10));
    }
    try (GraphRig rig = new GraphRig()) {
      rig.numbers()
          .mapToPair(n -> new Tuple2<>(n, n))
          .<Long>updateStateByKey((values, state) -> state)
          .checkpoint(Duration.ofSeconds(3))
          .foreachRDD(rdd -> {});
      assertThat(rig.graph().states()).isEmpty();
      rig.start();

      assertThat(rig.graph().states())
          .singleElement()
          .satisfies(
              state -> assertThat(state.checkpointInterval()).isEqualTo(Duration.ofSeconds(3)));
    }
  }

  /** The only directory of states. */
  private String directoryOf(StateFiles files) {
    assertThat(files.chain()).isNotEmpty();
    String[] names = directory.resolve("state").toFile().list();
    assertThat(names).hasSize(1);
    return names[0];
  }

  private void rename(String from, String to) throws Exception {
    try (var input = storage.open(from)) {
      ByteBuffer bytes = ByteBuffer.allocate((int) input.size());
      input.readFully(0, bytes);
      storage.write(to, bytes.flip());
    }
    storage.delete(from);
  }
}
