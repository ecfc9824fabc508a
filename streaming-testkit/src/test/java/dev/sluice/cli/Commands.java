package dev.sluice.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Runs commands at a fixed time on a machine without other processes. */
final class Commands {
  static final Instant NOW = Instant.parse("2026-01-01T00:01:00Z");

  private Commands() {}

  /** What a command said and ended with. */
  record Result(int code, String out, String err) {}

  static Result run(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    CommandLine commands =
        new CommandLine(
            new PrintStream(out, false, StandardCharsets.UTF_8),
            new PrintStream(err, false, StandardCharsets.UTF_8),
            InstantSource.fixed(NOW),
            pid -> false);
    int code = commands.run(List.of(args));
    return new Result(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  static Result check(Path directory, Class<?> program, String... args) {
    return run(
        Stream.concat(
                Stream.of("checkpoint", "check", directory.toString(), program.getName()),
                Stream.of(args))
            .toArray(String[]::new));
  }

  static Result inspect(Path directory) {
    return run("checkpoint", "inspect", directory.toString());
  }

  static Result verify(Path directory) {
    return run("checkpoint", "inspect", "--verify", directory.toString());
  }

  /** All files of a directory with what is in them. */
  static Map<String, String> contents(Path directory) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(directory)) {
      files
          .filter(Files::isRegularFile)
          .forEach(file -> contents.put(directory.relativize(file).toString(), read(file)));
    }
    return contents;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The file of a kind that comes last by name. */
  static Path newest(Path directory, String ending) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(file -> file.toString().endsWith(ending))
          .sorted()
          .reduce((a, b) -> b)
          .orElseThrow();
    }
  }

  /** Changes the byte in the middle of a file. */
  static void damage(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
  }
}
