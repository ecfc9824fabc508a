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
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A program that keeps everything on HDFS is killed, and so are DataNodes. */
class KilledProgramTest {
  private static final long SEED =
      Long.getLong("sluice.seed", ThreadLocalRandom.current().nextLong());
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int NUMBERS = 3000;
  private static final int MORE = 100;

  @TempDir Path local;

  private final Random random = new Random(SEED);
  private final String root = Hadoop.directory();

  private ChildProgram start() throws IOException {
    return ChildProgram.start(
        NumbersProgram.class, root, root + "/in", local.toString(), Integer.toString(NUMBERS));
  }

  /** Waits until a part of the numbers is counted, the begin of it at random. */
  private void awaitCounted(int least) {
    int wanted = least + random.nextInt(NUMBERS / 10);
    await().atMost(PATIENCE).until(() -> NumbersProgram.counts(local).size() >= wanted);
  }

  /** Puts a file of numbers where the program reads files, whole at once. */
  private void putFile(int first) throws IOException {
    Path directory = HadoopFiles.path(root + "/in");
    Path aside = HadoopFiles.path(root + "/aside-" + first);
    Files.createDirectories(directory);
    String lines =
        IntStream.range(first, first + MORE)
            .mapToObj(Integer::toString)
            .collect(Collectors.joining("\n"));
    Files.write(aside, lines.getBytes(UTF_8));
    Files.move(aside, directory.resolve("from-" + first));
  }

  @Test
  @Timeout(240)
  void each_number_counts_once_when_the_program_and_a_datanode_are_killed() throws Exception {
    System.out.println("KilledProgramTest: -Dsluice.seed=" + SEED);
    int node = random.nextInt(Hadoop.cluster().dataNodes());
    try {
      try (ChildProgram program = start()) {
        awaitCounted(1);
        putFile(NUMBERS);
        awaitCounted(NUMBERS / 10);
        program.kill();
      }
      putFile(NUMBERS + MORE);
      try (ChildProgram program = start()) {
        awaitCounted(NUMBERS * 3 / 10);
        Hadoop.cluster().killDataNode(node);
        awaitCounted(NUMBERS * 5 / 10);
        program.kill();
      }
      try (ChildProgram program = start()) {
        awaitCounted(NUMBERS * 7 / 10);
        Hadoop.cluster().restartDataNode(node);
        putFile(NUMBERS + 2 * MORE);
        await()
            .atMost(PATIENCE)
            .until(() -> NumbersProgram.counts(local).size() >= NUMBERS + 3 * MORE);
        assertThat(program.terminate()).isEqualTo(143);
      }
    } finally {
      Hadoop.cluster().restartDataNode(node);
    }

    Map<Integer, Integer> counts = NumbersProgram.counts(local);
    assertThat(counts.keySet())
        .containsExactlyElementsOf(IntStream.range(0, NUMBERS + 3 * MORE).boxed().toList());
    assertThat(counts.values()).as("seed %d", SEED).containsOnly(1);
    inspect(root + "/checkpoints/numbers");
  }

  /** The command line reads it, too. */
  private static void inspect(String directory) throws Exception {
    try (ChildProgram command =
        ChildProgram.start(
            Class.forName("dev.sluice.cli.Main"), "checkpoint", "inspect", "--verify", directory)) {
      assertThat(command.awaitEnd()).isZero();
      command.awaitOutput("^directory +" + Pattern.quote(directory) + "$");
      command.awaitOutput("^program +NumbersProgram$");
    }
  }
}
