package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cli.Commands.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said to wrong arguments. */
class CommandLineTest {
  private static final String SAME = CheckedPrograms.Same.class.getName();

  @TempDir Path directory;

  private String[] words(String line) {
    return line.replace("DIR", directory.toString()).trim().split(" +");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "checkpoint",
        "checkpoint delete DIR",
        "checkpoint inspect",
        "checkpoint inspect DIR DIR",
        "checkpoint inspect --all DIR",
        "checkpoint inspect -cp a.jar DIR",
        "checkpoint check DIR",
        "checkpoint check --verify DIR Program",
        "checkpoint check DIR Program -cp",
      })
  void wrong_usage_ends_with_64(String line) {
    Result result = Commands.run(words(line));

    assertThat(result.code()).isEqualTo(64);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).startsWith("sluice: ").endsWith("Try 'bin/sluice --help'.\n");
  }

  @Test
  void nothing_at_all_is_wrong_usage() {
    assertThat(Commands.run().code()).isEqualTo(64);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "-h", "checkpoint --help", "checkpoint check DIR --help"})
  void help_goes_to_the_standard_output(String line) {
    Result result = Commands.run(words(line));

    assertThat(result.code()).isZero();
    assertThat(result.out()).startsWith("Usage: bin/sluice ").contains("Exit codes:");
    assertThat(result.err()).isEmpty();
  }

  @Test
  void a_directory_that_is_missing_or_empty_ends_with_66() {
    Result missing = Commands.inspect(directory.resolve("no"));
    Result empty = Commands.inspect(directory);
    Result elsewhere = Commands.run("checkpoint", "check", "hdfs://a/b", SAME);

    assertThat(missing.err())
        .isEqualTo("sluice: Cannot look at %s/no: found no such directory\n".formatted(directory));
    assertThat(empty.err())
        .isEqualTo("sluice: Cannot look at %s: found no checkpoint in it\n".formatted(directory));
    assertThat(missing.code()).isEqualTo(66);
    assertThat(empty.code()).isEqualTo(66);
    assertThat(elsewhere.code()).isEqualTo(66);
  }

  @Test
  void a_directory_may_be_a_uri() {
    FinishedProgram.run(directory);

    assertThat(Commands.run("checkpoint", "inspect", directory.toUri().toString()).code()).isZero();
  }

  @Test
  void a_class_that_is_missing_ends_with_64() {
    FinishedProgram.run(directory);

    Result missing = Commands.run("checkpoint", "check", directory.toString(), "com.acme.None");
    Result noJar =
        Commands.run("checkpoint", "check", "-cp", "none.jar", directory.toString(), SAME);
    Result tooMany = Commands.check(directory, CheckedPrograms.Same.class, "argument");

    assertThat(missing.err()).contains("Cannot find the class com.acme.None");
    assertThat(noJar.err()).contains("found no none.jar");
    assertThat(tooMany.err()).contains("takes no arguments, found [argument]");
    assertThat(missing.code()).isEqualTo(64);
    assertThat(noJar.code()).isEqualTo(64);
    assertThat(tooMany.code()).isEqualTo(64);
  }
}
