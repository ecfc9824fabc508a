package dev.sluice.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A source that is faster than the output, in a process with 64 MB of heap: {@code
 * -Dsluice.megabytes} says how much comes.
 */
class SlowOutputTest {
  private static final int HEAP_MB = 64;

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"MEMORY_ONLY", "MEMORY_AND_DISK_SER_2"})
  @Timeout(value = 30, unit = TimeUnit.MINUTES) // much data take their time
  void nothing_is_lost_and_memory_suffices(String level) throws Exception {
    long megabytes = Integer.getInteger("sluice.megabytes", 96);
    long records = (megabytes << 20) / FastReceiver.RECORD_BYTES;
    List<long[]> batches = new ArrayList<>();
    try (ChildProcess child =
        ChildProcess.start(
            SlowOutputProgram.class,
            HEAP_MB,
            directory.resolve("log"),
            List.of(level, Long.toString(records)))) {
      String line = child.awaitLine();
      for (; line.startsWith("batch "); line = child.awaitLine()) {
        String[] words = line.split(" ");
        batches.add(new long[] {Long.parseLong(words[1]), Long.parseLong(words[2])});
      }
      assertThat(line)
          .isEqualTo(
              "all %d %d",
              records, LongStream.range(0, records).map(SlowOutputProgram::check).sum());
      child.end();
      assertThat(child.log())
          .containsAnyOf("is slowed: found", "are limited to the rate of the batches")
          .doesNotContain("OutOfMemoryError", "Cannot store");
    }
    report(level, megabytes, batches);
    assertThat(batches)
        .as("no batch has more than the bound, a quarter of the heap")
        .allMatch(batch -> batch[0] * FastReceiver.RECORD_BYTES <= (HEAP_MB << 20) / 4);
  }

  private static void report(String level, long megabytes, List<long[]> batches) {
    System.out.printf(
        "SlowOutputTest: -Dsluice.megabytes=%d %s, heap %d MB, %d batches, longest delay %d ms, delays %s%n",
        megabytes,
        level,
        HEAP_MB,
        batches.size(),
        batches.stream().mapToLong(batch -> batch[1]).max().orElse(0),
        batches.stream().map(batch -> batch[1]).toList());
  }
}
