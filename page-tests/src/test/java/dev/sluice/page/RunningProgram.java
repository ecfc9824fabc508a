package dev.sluice.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A program in a process of its own, and the address of its page. Confined to the test's thread.
 */
final class RunningProgram implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:\\d+");

  private final Process process;
  private final Path log;

  private RunningProgram(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  static RunningProgram start(Class<?> program, String... args) throws IOException {
    Path log = Files.createTempFile("program", ".log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xmx256m"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
    command.addAll(List.of(args));
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(log.toFile())
            .start();
    return new RunningProgram(process, log);
  }

  /** Waits until the program says where its page is. */
  String address() {
    return await()
        .atMost(PATIENCE)
        .until(
            () -> {
              String said = Files.readString(log);
              assertThat(process.isAlive()).as("it runs; it said %s", said).isTrue();
              Matcher found = ADDRESS.matcher(said);
              return found.find() ? found.group() : "";
            },
            address -> !address.isEmpty());
  }

  /** Asks the program to end, as Ctrl-C does. */
  void terminate() {
    process.destroy();
  }

  /** Ends the program as a crash does, without a word to it. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() throws IOException {
    kill();
    Files.delete(log);
  }
}
