package dev.sluice.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The archive that the build has made, unpacked once for all tests of this process. What runs in it
 * has the tools of a small system and a Java, but no Maven. Immutable.
 */
final class Distribution {
  private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();
  private static final Path TARGET = Path.of("target").toAbsolutePath();
  private static final long PATIENCE_S = 60;

  /** Those from bash to ls are for the HDFS that an example starts. */
  private static final List<String> TOOLS =
      List.of(
          "sh",
          "bash",
          "chmod",
          "df",
          "ls",
          "cat",
          "dirname",
          "grep",
          "head",
          "readlink",
          "sed",
          "sort",
          "tr");

  private static final Path UNPACKED = unpack();

  private Distribution() {}

  static String version() {
    return System.getProperty("sluice.version");
  }

  static Path archive() {
    return ROOT.resolve("assembly/distribution/target/sluice-" + version() + "-bin.tar.gz");
  }

  /** The folder that the archive unpacks to. */
  static Path folder() {
    return UNPACKED;
  }

  /** A folder for what programs leave behind. */
  static Path temporary() throws IOException {
    return Files.createDirectories(TARGET.resolve("tmp"));
  }

  /** One of the scripts with arguments, in an environment of its own. */
  static ProcessBuilder command(String script, String... arguments) throws IOException {
    ProcessBuilder command = new ProcessBuilder(UNPACKED.resolve("bin").resolve(script).toString());
    command.command().addAll(List.of(arguments));
    command.directory(temporary().toFile());
    command.environment().clear();
    command.environment().put("PATH", TARGET.resolve("tools").toString());
    command.environment().put("JAVA_HOME", System.getProperty("java.home"));
    command
        .environment()
        .put("JAVA_OPTS", "-XX:TieredStopAtLevel=1 -Djava.io.tmpdir=" + temporary());
    return command;
  }

  /** Runs a command to its end; its exit code, output and errors. */
  static Ended run(ProcessBuilder command) throws IOException, InterruptedException {
    Path out = Files.createTempFile(temporary(), "out", "");
    Path err = Files.createTempFile(temporary(), "err", "");
    Process process = command.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    try {
      assertThat(process.waitFor(PATIENCE_S, TimeUnit.SECONDS)).as("it ended").isTrue();
      return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    } finally {
      process.destroyForcibly();
    }
  }

  /** The archives in a folder of the distribution. */
  static List<Path> jars(String folder) throws IOException {
    try (Stream<Path> files = Files.list(UNPACKED.resolve(folder))) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
  }

  /**
   * A class path of the archives in {@code lib} with one of some names, in {@code examples}, and
   * more.
   */
  static String classPath(List<String> libraries, Path... more) throws IOException {
    Stream<Path> chosen =
        jars("lib").stream()
            .filter(jar -> libraries.stream().anyMatch(jar.getFileName().toString()::startsWith));
    return Stream.of(chosen, jars("examples").stream(), Stream.of(more))
        .flatMap(paths -> paths)
        .map(Path::toString)
        .collect(Collectors.joining(System.getProperty("path.separator")));
  }

  private static Path unpack() {
    try {
      Path folder = TARGET.resolve("unpacked");
      delete(folder);
      delete(TARGET.resolve("tools"));
      Files.createDirectories(folder);
      Process tar =
          new ProcessBuilder("tar", "xzf", archive().toString(), "-C", folder.toString())
              .inheritIO()
              .start();
      assertThat(tar.waitFor()).as("exit code of tar").isZero();
      Path root = folder.resolve("sluice-" + version());
      addServers(root);
      addTools(Files.createDirectories(TARGET.resolve("tools")));
      return root;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Cannot unpack " + archive(), e);
    }
  }

  /** The servers that examples start, which are not handed out, where these look for them. */
  private static void addServers(Path root) throws IOException {
    for (String server :
        List.of(
            "kafka-broker",
            "mqtt-broker",
            "flume-agent",
            "twitter-peer",
            "kinesis-peer",
            "hdfs-peer")) {
      Path libraries = ROOT.resolve(server).resolve("target").resolve("lib");
      assertThat(libraries).isDirectory();
      Files.createSymbolicLink(root.resolve("examples").resolve(server), libraries);
    }
  }

  private static void addTools(Path folder) throws IOException {
    for (String tool : TOOLS) {
      Path found =
          Stream.of(System.getenv("PATH").split(":"))
              .map(each -> Path.of(each, tool))
              .filter(Files::isExecutable)
              .findFirst()
              .orElseThrow(() -> new IllegalStateException("found no " + tool + " on the PATH"));
      Files.createSymbolicLink(folder.resolve(tool), found);
    }
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  /** What a process has left. */
  record Ended(int code, String out, String err) {}
}
