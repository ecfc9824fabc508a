package dev.sluice.dstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.sluice.function.Tuple2;
import dev.sluice.io.KryoSerializer;
import dev.sluice.io.LocalStorage;
import dev.sluice.ledger.Checkpoint.StateFiles;
import dev.sluice.state.StateStores;
import dev.sluice.time.Time;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** States that are held and written. */
class StateSnapshotTest {
  @TempDir Path directory;
  private StateStores storage;

  @BeforeEach
  void open() {
    storage = new StateStores(new LocalStorage(directory), new KryoSerializer());
  }

  @Test
  void a_state_of_all_keys_is_written_as_a_whole() throws Exception {
    try (StateProgram program = StateProgram.updating(StateProgram::few, 2)) {
      StateFiles first = program.run(1, 1).write(1, storage, Optional.empty());
      StateFiles second = program.run(2, 2).write(2, storage, Optional.of(first));

      assertThat(second)
          .isEqualTo(
              new StateFiles(
                  "updateStateByKey",
                  2,
                  StateProgram.KEYS + 1,
                  StateProgram.KEYS + 1,
                  StateProgram.times(2)));
    }
  }

  @Test
  void changes_follow_the_touched_keys() throws Exception {
    try (StateProgram program = StateProgram.mapping(StateProgram::few, 3)) {
      StateFiles first = program.run(1, 1).write(1, storage, Optional.empty());
      StateFiles second = program.run(2, 4).write(4, storage, Optional.of(first));
      StateFiles third = program.run(5, 5).write(5, storage, Optional.of(second));

      assertThat(first)
          .isEqualTo(
              new StateFiles(
                  "mapWithState", 3, StateProgram.KEYS, StateProgram.KEYS, StateProgram.times(1)));
      assertThat(second)
          .isEqualTo(
              new StateFiles(
                  "mapWithState",
                  3,
                  StateProgram.KEYS,
                  StateProgram.KEYS + 3 * StateProgram.TOUCHED,
                  StateProgram.times(1, 4)));
      assertThat(third)
          .isEqualTo(
              new StateFiles(
                  "mapWithState",
                  3,
                  StateProgram.KEYS,
                  StateProgram.KEYS + 4 * StateProgram.TOUCHED,
                  StateProgram.times(1, 4, 5)));
    }
  }

  @Test
  void what_is_on_disk_is_not_written_again() throws Exception {
    StateFiles first;
    try (StateProgram program = StateProgram.mapping(StateProgram::few, 3)) {
      first = program.run(1, 1).write(1, storage, Optional.empty());
    }
    try (StateProgram program = StateProgram.mapping(StateProgram::few, 2)) {
      program.restored(first, storage);

      assertThat(program.write(1, storage, Optional.of(first))).isEqualTo(first);
    }
  }

  @Test
  void an_image_is_written_when_changes_would_outweigh_the_keys() throws Exception {
    try (StateProgram program = StateProgram.mapping(batch -> StateProgram.keys(0, 100), 2)) {
      StateFiles first = program.run(1, 1).write(1, storage, Optional.empty());
      StateFiles second = program.run(2, 2).write(2, storage, Optional.of(first));
      StateFiles third = program.run(3, 3).write(3, storage, Optional.of(second));

      assertThat(second.chain()).isEqualTo(StateProgram.times(1, 2));
      assertThat(second.entries()).isEqualTo(200);
      assertThat(third.chain()).isEqualTo(StateProgram.times(3));
      assertThat(third.entries()).isEqualTo(100);
    }
  }

  @Test
  void an_image_is_written_when_the_chain_is_not_that_of_the_last_write() throws Exception {
    try (StateProgram program = StateProgram.mapping(StateProgram::few, 2)) {
      StateFiles first = program.run(1, 1).write(1, storage, Optional.empty());
      program.run(2, 2).write(2, storage, Optional.of(first));

      StateFiles third = program.run(3, 3).write(3, storage, Optional.of(first));

      assertThat(third.chain()).isEqualTo(StateProgram.times(3));
    }
  }

  @Test
  void an_image_is_written_when_the_chain_is_long() throws Exception {
    try (StateProgram program = StateProgram.mapping(StateProgram::few, 1)) {
      program.run(1, 1).write(1, storage, Optional.empty());
      List<Time> chain = new ArrayList<>();
      IntStream.range(0, 999).forEach(n -> chain.add(new Time(n)));
      chain.add(GraphRig.time(1));

      StateFiles second =
          program
              .run(2, 2)
              .write(
                  2,
                  storage,
                  Optional.of(
                      new StateFiles(
                          "mapWithState", 1, StateProgram.KEYS, StateProgram.KEYS, chain)));

      assertThat(second.chain()).isEqualTo(StateProgram.times(2));
    }
  }

  @Test
  void a_snapshot_holds_its_state_while_batches_go_on() throws Exception {
    try (StateProgram program = StateProgram.mapping(StateProgram::divisors, 2).run(1, 4);
        StateProgram restored = StateProgram.mapping(StateProgram::divisors, 2)) {
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
    try (StateProgram program = StateProgram.mapping(StateProgram::divisors, 2).run(1, 30)) {
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
    try (StateProgram program = StateProgram.mapping(StateProgram::few, 2).run(1, 2)) {
      StateSnapshot snapshot = program.state().snapshot(GraphRig.time(2)).orElseThrow();

      assertThatIllegalStateException()
          .isThrownBy(() -> program.state().snapshot(GraphRig.time(2)))
          .withMessageContaining("that after batch 2000 ms is held");
      snapshot.close();
      assertThat(program.state().snapshot(GraphRig.time(2))).isPresent();
    }
  }

  @Test
  void the_snapshot_after_a_time_off_the_grid_is_that_of_the_time_before() throws Exception {
    try (StateProgram program = StateProgram.mapping(StateProgram::few, 2).run(1, 2)) {
      try (StateSnapshot snapshot = program.state().snapshot(new Time(2500)).orElseThrow()) {
        assertThat(snapshot.write(storage, Optional.empty()).time()).isEqualTo(new Time(2000));
      }
      assertThat(program.state().snapshot(new Time(0))).isEmpty();
    }
  }

  @Test
  void the_interval_is_the_users_or_the_default() {
    try (StateProgram program = StateProgram.mapping(StateProgram::few, 2)) {
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
}
