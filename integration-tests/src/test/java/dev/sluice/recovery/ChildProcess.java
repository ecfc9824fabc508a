package dev.sluice.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A program in a process of its own, which says on its standard output when it has begun to work
 * and ends when its standard input does. Confined to the test's thread.
 */
public final class ChildProcess implements AutoCloseable {
  private static final int HEAP_MB = 256;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Process process;
  private final Path log;

  private ChildProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** Starts a class with a main method; its standard error is appended to the log. */
  public static ChildProcess start(Class<?> program, Path log, List<String> arguments)
      throws IOException {
    return start(program, HEAP_MB, log, arguments);
  }

  /** The same with so much heap. */
  public static ChildProcess start(Class<?> program, int heapMb, Path log, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx" + heapMb + "m"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
    command.addAll(arguments);
    ProcessBuilder.Redirect toLog = ProcessBuilder.Redirect.appendTo(log.toFile());
    return new ChildProcess(new ProcessBuilder(command).redirectError(toLog).start(), log);
  }

  /** In the child: says that it has begun to work. */
  public static void sayBegun() {
    say("begun");
  }

  /** In the child: says something to the parent. */
  static void say(String line) {
    System.out.println(line);
  }

  /** In the child: does something when the parent wants it to end, or is gone. */
  public static void whenInputEnds(Runnable action) {
    Thread thread = new Thread(() -> awaitEndOfInput(action), "end-of-input");
    thread.setDaemon(true);
    thread.start();
  }

  private static void awaitEndOfInput(Runnable action) {
    try {
      System.in.transferTo(OutputStream.nullOutputStream());
      action.run();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the standard input", e);
    }
  }

  /** Waits until the child has begun to work. */
  public void awaitBegun() throws IOException {
    awaitLine();
  }

  /** Waits for the next line that the child says. */
  String awaitLine() throws IOException {
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    String line = output.readLine();
    assertThat(line).as("a line of a child with this log:\n%s", log()).isNotNull();
    return line;
  }

  /** Lets the child live so long, during which it must not end by itself. */
  public void live(long ms) throws IOException, InterruptedException {
    boolean ended = process.waitFor(ms, TimeUnit.MILLISECONDS);
    assertThat(ended).as("the child ended by itself, its log is:\n%s", log()).isFalse();
  }

  /** Ends the child as {@code kill -9} does. */
  public void kill() throws IOException, InterruptedException {
    process.destroyForcibly();
    awaitExit();
  }

  /** Asks the child to end, as {@code kill -TERM} does; returns how long that took. */
  Duration terminate(Duration most) throws IOException, InterruptedException {
    long begun = System.nanoTime();
    process.toHandle().destroy(); // leaves the child's standard input open
    boolean ended = process.waitFor(most.toMillis(), TimeUnit.MILLISECONDS);
    Duration taken = Duration.ofNanos(System.nanoTime() - begun);
    assertThat(ended)
        .as("ended within %s, stacks:\n%s\nlog:\n%s", most, ended ? "" : stacks(), log())
        .isTrue();
    return taken;
  }

  /** What its threads do. */
  public String stacks() throws IOException, InterruptedException {
    String jstack = Path.of(System.getProperty("java.home"), "bin", "jstack").toString();
    Process stacks =
        new ProcessBuilder(jstack, Long.toString(process.pid())).redirectErrorStream(true).start();
    String text = new String(stacks.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    stacks.waitFor();
    return text;
  }

  /** Lets the child end by itself. */
  public void end() throws IOException, InterruptedException {
    process.getOutputStream().close();
    assertThat(awaitExit()).as("exit code of a child with this log:\n%s", log()).isZero();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  private int awaitExit() throws IOException, InterruptedException {
    boolean ended = process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    assertThat(ended).as("a child with this log ended:\n%s", log()).isTrue();
    return process.exitValue();
  }

  public String log() throws IOException {
    String text = Files.readString(log);
    return text.substring(Math.max(0, text.length() - 20_000));
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
