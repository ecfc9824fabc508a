package dev.sluice.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.io.KryoSerializer;
import dev.sluice.time.Time;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** States as bytes. */
class StateEntriesTest {
  private final KryoSerializer serializer = new KryoSerializer();

  private <T> T travel(T object) {
    return serializer.<List<T>>read(ByteBuffer.wrap(serializer.write(List.of(object)))).get(0);
  }

  private static StateMap<String, Integer> states(boolean timed) {
    StateLoader<String, Integer> loader = new StateLoader<>(timed);
    loader.add(new StateChange<>("b", Optional.of(1), new Time(1000)));
    loader.add(new StateChange<>("a", Optional.of(2), new Time(2000)));
    loader.add(new StateChange<>("b", Optional.empty(), new Time(2000)));
    loader.add(new StateChange<>("c", Optional.of(3), new Time(3000)));
    return loader.end(new Time(3000));
  }

  @Test
  void all_that_a_version_tells_is_there() {
    for (boolean timed : new boolean[] {false, true}) {
      StateMap<String, Integer> map = states(timed);

      StateMap<String, Integer> arrived = travel(map);

      assertThat(arrived.entries()).containsExactlyElementsOf(map.entries());
      assertThat(arrived.batch()).contains(new Time(3000));
      assertThat(arrived.isTimed()).isEqualTo(timed);
    }
  }

  @Test
  void no_states_arrive_as_none() {
    StateMap<String, Integer> arrived = travel(StateMap.<String, Integer>empty(true));

    assertThat(arrived.size()).isZero();
    assertThat(arrived.batch()).isEmpty();
  }

  @Test
  void a_partition_arrives_with_what_was_made_of_its_records() {
    StatePartition<String, Integer, String> partition =
        new StatePartition<>(states(true), List.of("x", "y"), 2);

    StatePartition<String, Integer, String> arrived = travel(partition);

    assertThat(arrived.mapped()).containsExactly("x", "y");
    assertThat(arrived.state().entries()).containsExactlyElementsOf(states(true).entries());
  }
}
