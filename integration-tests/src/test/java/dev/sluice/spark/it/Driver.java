package dev.sluice.spark.it;

import java.io.Closeable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.output.OutputFrame.OutputType;
import org.testcontainers.utility.MountableFile;

/**
 * A program that prints counts of words, in a container, on a cluster. Confined to the test's
 * thread.
 */
final class Driver implements Closeable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String PROGRAM = "/opt/program/";
  private static final List<String> SETTINGS =
      List.of(
          "spark.ui.enabled=false",
          "spark.driver.host=127.0.0.1",
          "spark.driver.bindAddress=127.0.0.1",
          "spark.executor.memory=512m",
          "spark.executor.instances=2");

  private final GenericContainer<?> container;

  private Driver(GenericContainer<?> container) {
    this.container = container;
  }

  static Driver start(String master, List<Path> archives, Class<?> program, String... args) {
    List<String> places = new ArrayList<>();
    archives.forEach(archive -> places.add(PROGRAM + archive.getFileName()));
    List<String> command = new ArrayList<>();
    command.add("-Dspark.master=" + master);
    command.add("-Dspark.jars=" + String.join(",", places));
    SETTINGS.forEach(setting -> command.add("-D" + setting));
    command.add(program.getName());
    command.addAll(List.of(args));
    GenericContainer<?> container = SparkNode.container(command).withEnv("SPARK_JVM", "-Xmx512m");
    for (Path archive : archives) {
      container.withCopyFileToContainer(
          MountableFile.forHostPath(archive), PROGRAM + archive.getFileName());
    }
    container.start();
    return new Driver(container);
  }

  /** Waits until all batches together have counted a word so often. */
  void awaitCount(String word, int count) {
    await(() -> count(word) >= count, word + " counted");
  }

  /** Waits until a receiver has started on another host than this one; answers with its host. */
  String awaitReceiverElsewhere(String host) {
    await(() -> !receiverHost().equals(host), "a receiver that is not on " + host);
    return receiverHost();
  }

  private void await(Callable<Boolean> condition, String what) {
    try {
      Awaitility.await(what)
          .atMost(PATIENCE)
          .failFast("the driver has ended", () -> !container.isRunning())
          .until(condition);
    } catch (ConditionTimeoutException | TerminalFailureException e) {
      throw new AssertionError("Found no " + what + ", the driver says " + container.getLogs(), e);
    }
  }

  /** How often all batches together have counted a word. */
  int count(String word) {
    Matcher counts =
        Pattern.compile("^\\(" + Pattern.quote(word) + ",(\\d+)\\)$", Pattern.MULTILINE)
            .matcher(container.getLogs(OutputType.STDOUT));
    int sum = 0;
    while (counts.find()) {
      sum += Integer.parseInt(counts.group(1));
    }
    return sum;
  }

  /** The host on which the log says that a receiver started last, or empty. */
  private String receiverHost() {
    Matcher started =
        Pattern.compile(" started on (127[.0-9]+)").matcher(container.getLogs(OutputType.STDERR));
    String host = "";
    while (started.find()) {
      host = started.group(1);
    }
    return host;
  }

  @Override
  public void close() {
    container.stop();
  }
}
