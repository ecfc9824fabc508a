package dev.sluice.spark;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The first example as it is, given to a real cluster by {@code bin/sluice submit}. */
@Timeout(value = 600, unit = TimeUnit.SECONDS)
class SubmittedProgramTest {
  private static final Path COMMAND = Path.of("..", "bin", "sluice").toAbsolutePath().normalize();
  private static final Path EXAMPLES = Path.of("..", "examples", "src", "main", "java");
  private static final String NAME = "dev.sluice.examples.NetworkWordCount";
  private static final int PATIENCE_S = 180;
  private static final String SPARKS_OWN_SCRIPT =
      """
      #!/bin/sh
      exec "$JAVA_HOME/bin/java" -Xmx512m "@%s" -cp "$SPARK_HOME/jars/*" org.apache.spark.deploy.SparkSubmit "$@"
      """;

  @TempDir static Path directory;

  private static StandaloneCluster cluster;
  private static Path example;

  @BeforeAll
  @Timeout(value = 400, unit = TimeUnit.SECONDS)
  static void start() throws Exception {
    Path classes = Files.createDirectories(directory.resolve("classes"));
    compile(classes);
    cluster = new StandaloneCluster(directory, 2, 2);
    example = Archives.write(directory.resolve("example.jar"), List.of(classes.toString()));
  }

  /** Of its source, so that no artifact of the examples is needed here. */
  private static void compile(Path classes) {
    int code =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-d",
                classes.toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-sourcepath",
                EXAMPLES.toString(),
                EXAMPLES.resolve(NAME.replace('.', '/') + ".java").toString());
    assertThat(code).isZero();
  }

  @AfterAll
  @Timeout(value = 240, unit = TimeUnit.SECONDS)
  static void end() {
    cluster.close();
  }

  @Test
  void words_are_counted_with_the_driver_in_place() throws Exception {
    assertThatWordsAreCounted(submission());
  }

  @Test
  void words_are_counted_with_the_script_of_a_home_of_spark() throws Exception {
    Path script = cluster.home().resolve("bin/spark-submit");
    Files.createDirectories(script.getParent());
    Files.writeString(script, SPARKS_OWN_SCRIPT.formatted(System.getProperty("spark.opts")));
    assertThat(script.toFile().setExecutable(true)).isTrue();
    ProcessBuilder submission = submission();
    submission.environment().put("SPARK_HOME", cluster.home().toString());
    assertThatWordsAreCounted(submission);
  }

  /** Without the arguments of the program. */
  private static ProcessBuilder submission() throws IOException {
    List<String> command =
        new ArrayList<>(List.of("sh", COMMAND.toString(), "submit", "--master", cluster.master()));
    command.addAll(List.of("--class", NAME));
    for (String setting :
        List.of(
            "spark.ui.enabled=false",
            "spark.executor.memory=512m",
            "spark.executor.cores=2",
            "spark.executor.instances=2",
            "spark.driver.host=127.0.0.1")) {
      command.addAll(List.of("--conf", setting));
    }
    command.add(example.toString());
    ProcessBuilder submission = new ProcessBuilder(command).directory(directory.toFile());
    submission.environment().remove("SPARK_HOME");
    submission.environment().put("JAVA_HOME", System.getProperty("java.home"));
    submission.environment().put("JAVA_OPTS", "-Xmx512m");
    submission.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    submission.environment().put("SLUICE_SUBMIT_LIB", cluster.submitLib().toString());
    return submission;
  }

  private static void assertThatWordsAreCounted(ProcessBuilder submission) throws Exception {
    Path out = Files.createTempFile(directory, "out", "");
    Path log = Files.createTempFile(directory, "log", "");
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      server.setSoTimeout((int) SECONDS.toMillis(PATIENCE_S));
      submission.command().addAll(List.of("127.0.0.1", "" + server.getLocalPort()));
      Process driver = submission.redirectOutput(out.toFile()).redirectError(log.toFile()).start();
      try (Socket receiver = server.accept()) {
        OutputStream words = receiver.getOutputStream();
        words.write("one two two\n".getBytes(StandardCharsets.UTF_8));
        words.flush();
        await()
            .atMost(PATIENCE_S, SECONDS)
            .untilAsserted(
                () ->
                    assertThat(Files.readString(out))
                        .as("the log is %s", Files.readString(log))
                        .contains("(one,1)", "(two,2)"));
      } finally {
        driver.destroy();
        assertThat(driver.waitFor(PATIENCE_S, SECONDS)).isTrue();
      }
    }
  }
}
