package dev.sluice.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A program in a process of its own, whose output goes to files of a temporary directory. It has no
 * token, whoever runs the test, so that it needs nothing from outside. Confined to the test's
 * thread.
 */
public final class ChildProgram implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String OUTPUT = "output";
  private static final String LOG = "log";
  private static final String TOKEN = "TWITTER_BEARER_TOKEN";
  private static final Duration POLL_INTERVAL = Duration.ofMillis(20);

  private final Path directory;
  private final Process process;
  private final Set<ProcessHandle> servers = new LinkedHashSet<>();

  private ChildProgram(Path directory, Process process) {
    this.directory = directory;
    this.process = process;
  }

  /** Starts one on the class path of this process, with a temporary directory of its own. */
  public static ChildProgram start(Class<?> program, String... args) throws IOException {
    return start(System.getProperty("java.class.path"), program.getName(), args);
  }

  /** Starts one on another class path, with a temporary directory of its own. */
  public static ChildProgram start(String classPath, String program, String... args)
      throws IOException {
    Path directory = Files.createTempDirectory("program");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Djava.io.tmpdir=" + directory));
    command.addAll(List.of("-cp", classPath, program));
    command.addAll(List.of(args));
    return start(new ProcessBuilder(command), directory);
  }

  /** Starts a command that becomes a program. */
  public static ChildProgram start(ProcessBuilder command) throws IOException {
    return start(command, Files.createTempDirectory("program"));
  }

  private static ChildProgram start(ProcessBuilder command, Path directory) throws IOException {
    command
        .redirectOutput(directory.resolve(OUTPUT).toFile())
        .redirectError(directory.resolve(LOG).toFile());
    command.environment().remove(TOKEN);
    return new ChildProgram(directory, command.start());
  }

  /** Waits until a part of the standard output matches, across lines. */
  public void awaitOutput(String pattern) {
    awaitMatch(OUTPUT, pattern);
  }

  /** Waits until a part of the standard error matches, across lines. */
  public void awaitLog(String pattern) {
    awaitMatch(LOG, pattern);
  }

  private void awaitMatch(String file, String pattern) {
    Pattern compiled = Pattern.compile(pattern, Pattern.MULTILINE | Pattern.DOTALL);
    await()
        .atMost(PATIENCE)
        .pollInterval(POLL_INTERVAL)
        .untilAsserted(
            () ->
                assertThat(read(file))
                    .as("the program's log is %s", read(LOG))
                    .containsPattern(compiled));
  }

  /** Asks the program to end, as Ctrl-C and service managers do, and waits for its exit code. */
  public int terminate() throws InterruptedException {
    noteServers();
    process.destroy();
    return awaitEnd();
  }

  /** Ends the program as a crash does, without a word to it. */
  public void kill() {
    noteServers();
    process.destroyForcibly().onExit().join();
  }

  /** Waits for the program to end by itself. */
  public int awaitEnd() throws InterruptedException {
    boolean ended = process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    assertThat(ended).as("the program ended").isTrue();
    return process.exitValue();
  }

  private String read(String file) throws IOException {
    // Not readString: what is being written may end within a character.
    return new String(Files.readAllBytes(directory.resolve(file)), StandardCharsets.UTF_8);
  }

  private void noteServers() {
    process.descendants().forEach(servers::add);
  }

  /** Ends the program; what it has started ends after it, and has files in its directory. */
  @Override
  public void close() throws IOException {
    noteServers();
    process.destroyForcibly().onExit().join();
    for (ProcessHandle server : servers) {
      server.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
