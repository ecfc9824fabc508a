package dev.sluice.testkit.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.streaming.StreamingConf;
import dev.sluice.testkit.Collected;
import dev.sluice.testkit.CrashingStorage;
import dev.sluice.testkit.TestStreams;
import dev.sluice.testkit.upgrade.first.Shop;
import dev.sluice.testkit.upgrade.second.Store;
import dev.sluice.time.Durations;
import dev.sluice.time.Time;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program is killed and goes on as another version of itself. */
class UpgradeTest {
  private static final int UPGRADED_AFTER = 5;
  private static final int LAST = 12;

  private final CrashingStorage storage = new CrashingStorage(1);

  @TempDir Path files;

  @BeforeEach
  void addFiles() throws IOException {
    for (int second = 1; second <= LAST; second++) {
      String lines = "mill %d\nwheel-%d %d\n".formatted(second, second % 3, 10 * second);
      Path file = Files.writeString(files.resolve("second-" + second), lines);
      Files.setLastModifiedTime(file, FileTime.fromMillis(1_000L * second - 500));
    }
  }

  private static TestStreams streams(CrashingStorage kept, String master, int second) {
    StreamingConf conf =
        new StreamingConf()
            .setMaster(master)
            .set("streaming.checkpoint.interval", "2s")
            .set(
                "streaming.serializer.renamedClasses",
                "dev.sluice.testkit.upgrade.first.Sales=dev.sluice.testkit.upgrade.second.Revenue");
    TestStreams streams = TestStreams.create(conf, Durations.seconds(1));
    streams.clock().advance(Durations.seconds(second));
    streams.context().checkpoint(kept);
    return streams;
  }

  private static NavigableMap<Time, List<String>> byTime(Collected<String> collected) {
    NavigableMap<Time, List<String>> batches = new TreeMap<>();
    for (int batch = 0; batch < collected.times().size(); batch++) {
      List<String> records = collected.batches().get(batch).stream().sorted().toList();
      batches.put(collected.times().get(batch), records);
    }
    return batches;
  }

  private List<NavigableMap<Time, List<String>>> uninterrupted() {
    try (TestStreams streams = streams(new CrashingStorage(2), "local[2]", 0)) {
      List<Collected<String>> outputs = Shop.define(streams, files.toString());
      streams.start();
      streams.advance(LAST);
      return outputs.stream().map(UpgradeTest::byTime).toList();
    }
  }

  @Test
  void another_version_goes_on_with_all_states_and_windows() {
    try (TestStreams first = streams(storage, "local[2]", 0)) {
      List<Collected<String>> unused = Shop.define(first, files.toString());
      first.start();
      first.advance(UPGRADED_AFTER);
    }
    try (TestStreams second = streams(storage.recover(), "local[4]", UPGRADED_AFTER)) {
      List<Collected<String>> outputs = Store.build(second, files.toString());
      second.start();
      second.advance(LAST - UPGRADED_AFTER);

      Time upgraded = new Time(UPGRADED_AFTER * 1_000L);
      List<NavigableMap<Time, List<String>>> expected = uninterrupted();
      for (int output = 0; output < expected.size(); output++) {
        assertThat(byTime(outputs.get(output)).tailMap(upgraded, false))
            .isEqualTo(expected.get(output).tailMap(upgraded, false));
      }
      assertThat(byTime(outputs.get(3)).get(new Time(6_000)))
          .containsExactly("mill=15", "wheel-0=60", "wheel-1=40", "wheel-2=50");
    }
  }
}
