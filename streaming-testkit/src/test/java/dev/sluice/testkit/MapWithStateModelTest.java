package dev.sluice.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.function.Function3;
import dev.sluice.function.Tuple2;
import dev.sluice.state.State;
import dev.sluice.state.StateSpec;
import dev.sluice.time.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random programs of mapWithState, with removals and time-outs, against a plain map. */
class MapWithStateModelTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 8})
  void any_input_gives_what_a_plain_map_would(int partitions) {
    long seed = new Random().nextLong();
    System.out.println("MapWithStateModelTest seed " + seed);
    Random random = new Random(seed);
    List<List<String>> batches = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      List<String> batch = new ArrayList<>();
      for (int j = random.nextInt(12); j > 0; j--) {
        batch.add("k" + random.nextInt(15));
      }
      batches.add(batch);
    }
    Function3<String, Optional<Integer>, State<Integer>, String> function =
        (key, value, state) -> {
          int count = state.getOption().orElse(0) + value.orElse(100);
          if (!state.isTimingOut() && count == 4) {
            state.remove();
          } else if (!state.isTimingOut()) {
            state.update(count);
          }
          return key + "=" + count;
        };
    try (TestStreams streams = TestStreams.create(Durations.seconds(1))) {
      var counts =
          streams
              .input(batches, partitions)
              .mapToPair(letter -> new Tuple2<>(letter, 1))
              .mapWithState(
                  StateSpec.function(function)
                      .numPartitions(partitions)
                      .timeout(Duration.ofSeconds(4)));
      var mapped = streams.collect(counts);
      var snapshots = streams.collect(counts.stateSnapshots());
      streams.start();

      streams.advance(20);

      Map<String, int[]> model = new TreeMap<>();
      for (int batch = 0; batch < 20; batch++) {
        List<String> expected = step(model, batches.get(batch), batch);
        assertThat(mapped.batches().get(batch)).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(snapshots.batches().get(batch))
            .containsExactlyInAnyOrderElementsOf(
                model.entrySet().stream()
                    .map(e -> new Tuple2<>(e.getKey(), e.getValue()[0]))
                    .toList());
      }
    }
  }

  private static List<String> step(Map<String, int[]> model, List<String> letters, int batch) {
    List<String> emitted = new ArrayList<>();
    for (String key : letters) {
      int[] known = model.get(key);
      int count = (known == null ? 0 : known[0]) + 1;
      emitted.add(key + "=" + count);
      if (count == 4) {
        model.remove(key);
      } else {
        model.put(key, new int[] {count, batch});
      }
    }
    model.entrySet().stream()
        .filter(entry -> entry.getValue()[1] < batch - 4)
        .toList()
        .forEach(
            late -> {
              emitted.add(late.getKey() + "=" + (late.getValue()[0] + 100));
              model.remove(late.getKey());
            });
    return emitted;
  }
}
