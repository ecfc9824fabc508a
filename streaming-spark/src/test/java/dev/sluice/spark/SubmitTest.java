package dev.sluice.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/sluice submit} as a process, with programs that only say how they are called. */
class SubmitTest {
  private static final Path COMMAND = Path.of("..", "bin", "sluice");
  private static final int PATIENCE_S = 50;
  private static final String ECHO = "#!/bin/sh\nfor word in \"$@\"; do echo \"$word\"; done\n";

  @TempDir Path directory;

  private Path app;

  @BeforeEach
  void prepare() throws IOException {
    app = Files.createFile(directory.resolve("app.jar"));
    Files.createDirectories(directory.resolve("build/lib"));
    Files.createFile(directory.resolve("build/lib/sluice.jar"));
    script(directory.resolve("home/bin/spark-submit"), ECHO);
    script(
        directory.resolve("java/bin/java"),
        ECHO.replace(
            "sh\n", "sh\n[ \"$1\" != -version ] || { echo 'version \"17.0.1\"' >&2; exit; }\n"));
  }

  private static void script(Path file, String content) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }

  private int run(Map<String, String> environment, String... args)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("sh", COMMAND.toString(), "submit"));
    command.addAll(List.of(args));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(directory.resolve("out").toFile())
            .redirectError(directory.resolve("err").toFile());
    builder.environment().remove("SPARK_HOME");
    builder.environment().put("SLUICE_SUBMIT_LIB", directory.resolve("build").toString());
    builder.environment().put("JAVA_HOME", directory.resolve("java").toString());
    builder.environment().remove("JAVA_OPTS");
    builder.environment().putAll(environment);
    Process process = builder.start();
    assertThat(process.waitFor(PATIENCE_S, TimeUnit.SECONDS)).as("it ended").isTrue();
    return process.exitValue();
  }

  private List<String> out() throws IOException {
    return Files.readAllLines(directory.resolve("out"));
  }

  private String archive() {
    return directory.resolve("build/lib/sluice.jar").toString();
  }

  @Test
  void with_a_home_of_spark_the_program_is_given_to_its_own_script() throws Exception {
    int code =
        run(
            Map.of("SPARK_HOME", directory.resolve("home").toString()),
            "--master",
            "spark://host:7077",
            "--class",
            "com.acme.Main",
            "--jars",
            "/kafka.jar",
            "--conf",
            "spark.executor.cores=2",
            "--conf",
            "streaming.blockInterval=50 ms",
            app.toString(),
            "one",
            "two words");

    assertThat(out())
        .containsExactly(
            "--master",
            "spark://host:7077",
            "--class",
            "com.acme.Main",
            "--jars",
            archive() + ",/kafka.jar",
            "--conf",
            "spark.executor.cores=2",
            "--conf",
            "spark.streaming.blockInterval=50 ms",
            app.toString(),
            "one",
            "two words");
    assertThat(code).isZero();
  }

  @Test
  void without_one_the_driver_runs_here_and_sends_its_archives() throws Exception {
    int code =
        run(
            Map.of(),
            "--master",
            "spark://host:7077",
            "--class",
            "com.acme.Main",
            "--conf",
            "spark.executor.cores=2",
            app.toString(),
            "one");

    assertThat(out())
        .contains(
            "-Dspark.master=spark://host:7077",
            "-Dspark.executor.cores=2",
            "-Dspark.jars=" + app + "," + archive())
        .endsWith(
            "-cp",
            app + ":" + archive() + ":" + directory.resolve("build/spark/*"),
            "com.acme.Main",
            "one");
    assertThat(out().get(0)).endsWith("/bin/spark.opts").startsWith("@");
    assertThat(code).isZero();
  }

  @Test
  void what_is_missing_is_said() throws Exception {
    assertThat(run(Map.of(), "--class", "com.acme.Main", app.toString())).isEqualTo(64);
    assertThat(directory.resolve("err")).content().contains("found no --master");

    assertThat(run(Map.of(), "--master", "yarn", "--class", "A", "none.jar")).isEqualTo(64);
    assertThat(directory.resolve("err")).content().contains("found no file none.jar");

    assertThat(run(Map.of(), "--help")).isZero();
    assertThat(out().get(0)).startsWith("Usage: bin/sluice submit");
  }
}
