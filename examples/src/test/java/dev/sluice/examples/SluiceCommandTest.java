package dev.sluice.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.streaming.StreamingContext;
import dev.sluice.time.Durations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/sluice} as a process. */
class SluiceCommandTest {
  private static final Path COMMAND = Path.of("..", "bin", "sluice");
  private static final int PATIENCE_S = 60;

  @TempDir Path directory;

  private Path kept() {
    return directory.resolve("kept");
  }

  private int run(String... args) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("sh", COMMAND.toString()));
    command.addAll(List.of(args));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(directory.resolve("out").toFile())
            .redirectError(directory.resolve("err").toFile());
    builder.environment().put("SLUICE_CLASSPATH", System.getProperty("java.class.path"));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.start();
    try {
      assertThat(process.waitFor(PATIENCE_S, TimeUnit.SECONDS)).as("it ended").isTrue();
      return process.exitValue();
    } finally {
      process.destroyForcibly();
    }
  }

  private String out() throws IOException {
    return Files.readString(directory.resolve("out"));
  }

  private String err() throws IOException {
    return Files.readString(directory.resolve("err"));
  }

  /** Starts a program that keeps its state, and stops it at once. */
  private void runProgram() {
    try (StreamingContext ssc = new StreamingContext("local[1]", "Queue", Durations.seconds(60))) {
      ssc.checkpoint(kept().toString());
      ssc.<String>queueStream(new ArrayDeque<>()).print();
      ssc.start();
    }
  }

  @Test
  void it_says_what_is_in_a_directory() throws Exception {
    runProgram();

    int code = run("checkpoint", "inspect", kept().toString());

    assertThat(err()).isEmpty();
    assertThat(out()).contains("program         Queue\n", "Queue stream#0");
    assertThat(code).isZero();
  }

  @Test
  void it_checks_an_example_and_starts_nothing() throws Exception {
    runProgram();

    int code =
        run("checkpoint", "check", kept().toString(), StatefulNetworkWordCount.class.getName());

    assertThat(err()).doesNotContain("sluice: ");
    assertThat(out())
        .containsPattern("new +stream +Socket stream#0 ")
        .containsPattern("orphaned +stream +Queue stream#0 ");
    assertThat(code).isEqualTo(1);
  }

  @Test
  void a_program_that_ends_the_process_does_not_choose_the_exit_code() throws Exception {
    runProgram();

    int code =
        run(
            "checkpoint",
            "check",
            kept().toString(),
            StatefulNetworkWordCount.class.getName(),
            "no-port");

    assertThat(err()).contains("sluice: ended by the program or a signal");
    assertThat(code).isEqualTo(70);
  }

  @Test
  void it_tells_what_is_wrong_in_one_line() throws Exception {
    int code = run("checkpoint", "inspect", kept().toString());

    assertThat(err())
        .isEqualTo("sluice: Cannot look at %s: found no such directory\n".formatted(kept()));
    assertThat(out()).isEmpty();
    assertThat(code).isEqualTo(66);
  }
}
