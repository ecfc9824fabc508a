package dev.sluice.hadoop.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.program.ChildProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A program that keeps everything on S3 is killed. */
class S3KilledProgramTest {
  private static final long SEED =
      Long.getLong("sluice.seed", ThreadLocalRandom.current().nextLong());
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int NUMBERS = 2000;
  private static final int MORE = 100;

  @TempDir Path local;

  private final Random random = new Random(SEED);
  private final HadoopPath root = ObjectStore.path();

  private ChildProgram start() throws IOException {
    return ChildProgram.start(
        S3NumbersProgram.class,
        ObjectStore.endpoint(),
        root.toString(),
        root.resolve("in").toString(),
        local.toString(),
        Integer.toString(NUMBERS));
  }

  private void awaitCounted(int least) {
    await().atMost(PATIENCE).until(() -> NumbersProgram.counts(local).size() >= least);
  }

  /** Puts a file of numbers where the program reads files; on S3 it is there whole or not. */
  private void putFile(int first) throws IOException {
    String lines =
        IntStream.range(first, first + MORE)
            .mapToObj(Integer::toString)
            .collect(Collectors.joining("\n"));
    Files.write(root.resolve("in").resolve("from-" + first), lines.getBytes(UTF_8));
  }

  @Test
  @Timeout(180)
  void each_number_counts_once_when_the_program_is_killed() throws Exception {
    System.out.println("S3KilledProgramTest: -Dsluice.seed=" + SEED);
    try (ChildProgram program = start()) {
      awaitCounted(1 + random.nextInt(NUMBERS / 5));
      putFile(NUMBERS);
      awaitCounted(NUMBERS / 4 + random.nextInt(NUMBERS / 5));
      program.kill();
    }
    putFile(NUMBERS + MORE);
    try (ChildProgram program = start()) {
      awaitCounted(NUMBERS / 2 + random.nextInt(NUMBERS / 5));
      program.kill();
    }
    try (ChildProgram program = start()) {
      awaitCounted(NUMBERS + 2 * MORE);
      assertThat(program.terminate()).isEqualTo(143);
    }

    Map<Integer, Integer> counts = NumbersProgram.counts(local);
    assertThat(counts.keySet())
        .containsExactlyElementsOf(IntStream.range(0, NUMBERS + 2 * MORE).boxed().toList());
    assertThat(counts.values()).as("seed %d", SEED).containsOnly(1);
  }
}
