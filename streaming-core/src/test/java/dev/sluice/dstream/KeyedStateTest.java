package dev.sluice.dstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.sluice.io.CorruptFileException;
import dev.sluice.io.KryoSerializer;
import dev.sluice.io.LocalStorage;
import dev.sluice.ledger.Checkpoint.StateFiles;
import dev.sluice.state.StateStores;
import dev.sluice.time.Time;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** States that are restored. */
class KeyedStateTest {
  @TempDir Path directory;
  private StateStores storage;

  @BeforeEach
  void open() {
    storage = new StateStores(new LocalStorage(directory), new KryoSerializer());
  }

  @ParameterizedTest
  @CsvSource({"3,3", "3,1", "1,4", "4,7"})
  void a_state_goes_on_with_any_number_of_partitions(int before, int after) throws Exception {
    try (StateProgram whole = StateProgram.mapping(StateProgram::divisors, 2).run(1, 12)) {
      StateFiles files;
      try (StateProgram first = StateProgram.mapping(StateProgram::divisors, before)) {
        StateFiles image = first.run(1, 4).write(4, storage, Optional.empty());
        files = first.run(5, 6).write(6, storage, Optional.of(image));
      }
      try (StateProgram second = StateProgram.mapping(StateProgram::divisors, after)) {
        second.restored(files, storage).run(7, 12);

        assertThat(files.chain()).isEqualTo(StateProgram.times(4, 6));
        assertThat(whole.output(6)).contains("k2 full");
        assertThat(files.keys()).isEqualTo(whole.states(6).size());
        for (int batch = 7; batch <= 12; batch++) {
          assertThat(second.output(batch)).isEqualTo(whole.output(batch));
          assertThat(second.states(batch)).isEqualTo(whole.states(batch));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void a_restored_state_has_no_lineage_and_goes_when_it_is_old(int partitions) throws Exception {
    try (StateProgram whole = StateProgram.mapping(StateProgram::few, partitions);
        StateProgram restored = StateProgram.mapping(StateProgram::few, partitions)) {
      StateFiles files;
      try (StateProgram first = StateProgram.mapping(StateProgram::few, 2)) {
        files = first.run(1, 1).write(1, storage, Optional.empty());
      }
      StoredState<?, ?, ?> state = (StoredState<?, ?, ?>) restored.restored(files, storage).state();
      assertThat(state.operator().at(GraphRig.time(1)).orElseThrow().plan().isCut()).isTrue();

      whole.run(1, 20);
      restored.run(2, 20);

      assertThat(restored.rig().engine().blocks().usage().blocks())
          .isEqualTo(whole.rig().engine().blocks().usage().blocks());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9})
  void a_key_times_out_in_the_same_batch_as_without_a_restart(int last) throws Exception {
    Duration timeout = Duration.ofSeconds(3);
    try (StateProgram whole = StateProgram.timing(StateProgram::divisors, 2, timeout);
        StateProgram first = StateProgram.timing(StateProgram::divisors, 2, timeout);
        StateProgram same = StateProgram.timing(StateProgram::divisors, 2, timeout);
        StateProgram other = StateProgram.timing(StateProgram::divisors, 3, timeout)) {
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
    try (StateProgram first = StateProgram.updating(StateProgram::divisors, before)) {
      files = first.run(1, 6).write(6, storage, Optional.empty());
    }
    try (StateProgram whole = StateProgram.updating(StateProgram::divisors, 2).run(1, 12);
        StateProgram second = StateProgram.updating(StateProgram::divisors, after)) {
      second.restored(files, storage).run(7, 12);

      assertThat(second.states(7)).isEqualTo(whole.states(7)).containsEntry("initial", 100);
      assertThat(second.states(12)).isEqualTo(whole.states(12));
      assertThat(second.state().kind()).isEqualTo("updateStateByKey");
    }
  }

  @Test
  void changes_go_on_after_a_restart() throws Exception {
    StateFiles first;
    try (StateProgram program = StateProgram.mapping(StateProgram::few, 3)) {
      first = program.run(1, 1).write(1, storage, Optional.empty());
    }
    try (StateProgram program = StateProgram.mapping(StateProgram::few, 3)) {
      StateFiles second =
          program.restored(first, storage).run(2, 2).write(2, storage, Optional.of(first));

      assertThat(second.chain()).isEqualTo(StateProgram.times(1, 2));
      assertThat(second.entries()).isEqualTo(StateProgram.KEYS + StateProgram.TOUCHED);
    }
    try (StateProgram program = StateProgram.mapping(StateProgram::few, 2)) {
      StateFiles second =
          program.restored(first, storage).run(2, 2).write(2, storage, Optional.of(first));

      assertThat(second.chain()).isEqualTo(StateProgram.times(2));
    }
  }

  @Test
  void a_state_of_a_time_off_the_grid_is_that_before_the_next_batch() throws Exception {
    try (StateProgram first = StateProgram.mapping(StateProgram::few, 2);
        StateProgram second = StateProgram.mapping(StateProgram::few, 2)) {
      StateFiles files = first.run(1, 1).write(1, storage, Optional.empty());
      for (String name : storage.storage().list("state/" + directoryOf(files))) {
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
    try (StateProgram first = StateProgram.mapping(StateProgram::few, 2);
        StateProgram second = StateProgram.mapping(StateProgram::few, 2)) {
      StateFiles files = first.run(1, 1).write(1, storage, Optional.empty());
      String name = "state/" + directoryOf(files) + "/0000000000000001000-00001.state";
      storage.storage().delete(name);

      assertThatIOException()
          .isThrownBy(() -> second.state().restore(files, files.time(), storage))
          .withMessageContaining("Cannot restore the state of mapWithState")
          .withMessageContaining(name)
          .withCauseInstanceOf(NoSuchFileException.class);
      assertThat(second.rig().engine().blocks().usage().blocks()).isZero();
    }
  }

  @Test
  void a_damaged_file_is_named_with_the_operator() throws Exception {
    try (StateProgram first = StateProgram.mapping(StateProgram::few, 2);
        StateProgram second = StateProgram.mapping(StateProgram::few, 3)) {
      StateFiles files = first.run(1, 1).write(1, storage, Optional.empty());
      String name = "state/" + directoryOf(files) + "/0000000000000001000-00000.state";
      storage.storage().truncate(name, 200);

      assertThatIOException()
          .isThrownBy(() -> second.state().restore(files, files.time(), storage))
          .withMessageContaining("Cannot restore the state of mapWithState")
          .withMessageContaining(name)
          .withCauseInstanceOf(CorruptFileException.class);
    }
  }

  @Test
  void files_with_another_number_of_keys_are_refused() throws Exception {
    try (StateProgram first = StateProgram.mapping(StateProgram::few, 2);
        StateProgram second = StateProgram.mapping(StateProgram::few, 2)) {
      StateFiles files = first.run(1, 1).write(1, storage, Optional.empty());
      StateFiles wrong =
          new StateFiles(files.kind(), 2, StateProgram.KEYS + 1, StateProgram.KEYS, files.chain());

      assertThatIOException()
          .isThrownBy(() -> second.state().restore(wrong, wrong.time(), storage))
          .withMessageContaining("found 1000 keys, expected 1001");
    }
  }

  @Test
  void a_state_is_restored_before_the_first_batch_only() throws Exception {
    try (StateProgram program = StateProgram.mapping(StateProgram::few, 2)) {
      StateFiles files = program.run(1, 1).write(1, storage, Optional.empty());

      assertThatIllegalStateException()
          .isThrownBy(() -> program.state().restore(files, files.time(), storage))
          .withMessageContaining("it has state");
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
    try (var input = storage.storage().open(from)) {
      ByteBuffer bytes = ByteBuffer.allocate((int) input.size());
      input.readFully(0, bytes);
      storage.storage().write(to, bytes.flip());
    }
    storage.storage().delete(from);
  }
}
