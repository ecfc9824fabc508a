package dev.sluice.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A program with a write-ahead log is killed again and again; {@link Kills} says how often. */
class KilledReceiverTest {
  private static final Pattern SEEN = Pattern.compile("\\((\\d+),\\[(\\d+), (\\d+), (\\d+)\\]\\)");

  @TempDir Path root;

  private ChildProcess start(NumberServer server) throws IOException {
    return ChildProcess.start(
        NumbersProgram.class,
        root.resolve("log"),
        List.of(root.toString(), Integer.toString(server.port())));
  }

  /** The greatest number of each connection, of which all below came, and each once. */
  private Map<Integer, Long> greatest() throws IOException {
    OutputFiles outputs = new OutputFiles(root.resolve("out"), NumbersProgram.SEEN);
    Map<Integer, Long> greatest = new TreeMap<>();
    for (String line : outputs.read().lastEntry().getValue()) {
      MatchResult seen = SEEN.matcher(line).results().findFirst().orElseThrow();
      long most = Long.parseLong(seen.group(4));
      assertThat(Long.parseLong(seen.group(2))).as("count of " + line).isEqualTo(most + 1);
      assertThat(Long.parseLong(seen.group(3)))
          .as("sum of " + line)
          .isEqualTo(most * (most + 1) / 2);
      greatest.put(Integer.parseInt(seen.group(1)), most);
    }
    return greatest;
  }

  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES) // many kills take their time
  void what_was_logged_counts_exactly_once_however_often_the_process_is_killed() throws Exception {
    Kills kills = Kills.begin("KilledReceiverTest", 10);
    try (NumberServer server = NumberServer.start()) {
      kills.run(() -> start(server));
      server.end();
      try (ChildProcess last = start(server)) {
        last.awaitBegun();
        last.end();
      }
      Map<Integer, Long> greatest = greatest();
      assertThat(server.acknowledged()).isNotEmpty();
      server
          .acknowledged()
          .forEach(
              (connection, stored) ->
                  assertThat(greatest.getOrDefault(connection, -1L))
                      .as("greatest number of connection " + connection)
                      .isGreaterThanOrEqualTo(stored));
    }
  }
}
