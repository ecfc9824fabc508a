package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cli.Commands.Result;
import dev.sluice.streaming.StreamingContext;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code checkpoint check} of a program that is in jars of the user's own. */
class UserJarTest {
  private static final String PROGRAM =
      """
      package com.acme;

      import dev.sluice.function.Tuple2;
      import dev.sluice.streaming.StreamingContext;
      import dev.sluice.time.Durations;
      import java.util.ArrayDeque;
      import java.util.Optional;

      public final class WordCount {
        public static void main(String[] args) throws Exception {
          var ssc = new StreamingContext("local[1]", "WordCount", Durations.seconds(1));
          var lines = ssc.<String>queueStream(new ArrayDeque<>());
          lines.named(Names.lines());
          lines.mapToPair(word -> new Tuple2<>(word, 1))
              .<Integer>updateStateByKey((all, sum) -> Optional.of(sum.orElse(0) + all.size()))
              .named(args[0])
              .print();
          ssc.start();
          ssc.awaitTermination();
        }
      }
      """;
  private static final String LIBRARY =
      """
      package com.acme;

      final class Names {
        static String lines() {
          return "lines";
        }
      }
      """;

  @TempDir Path root;
  private Path kept;
  private Path library;
  private Path program;

  @BeforeEach
  void buildJars() throws Exception {
    kept = root.resolve("kept");
    library = jar("library", "Names", LIBRARY, List.of());
    program = jar("program", "WordCount", PROGRAM, List.of(library));
  }

  private Path jar(String name, String type, String text, List<Path> uses)
      throws IOException, URISyntaxException {
    Path source = Files.writeString(root.resolve(type + ".java"), text);
    Path classes = root.resolve(name);
    Path jar = Files.createDirectories(root.resolve("lib")).resolve(name + ".jar");
    String core =
        Path.of(StreamingContext.class.getProtectionDomain().getCodeSource().getLocation().toURI())
            .toString();
    run("javac", "-cp", path(core, uses), "-d", classes.toString(), source.toString());
    run("jar", "--create", "--file", jar.toString(), "-C", classes.toString(), ".");
    return jar;
  }

  private static String path(String core, List<Path> others) {
    StringBuilder path = new StringBuilder(core);
    others.forEach(other -> path.append(File.pathSeparatorChar).append(other));
    return path.toString();
  }

  private static void run(String tool, String... args) {
    int code = ToolProvider.findFirst(tool).orElseThrow().run(System.out, System.err, args);
    assertThat(code).as(tool).isZero();
  }

  private Result check(String classPath, String state) {
    return Commands.run(
        "checkpoint", "check", "-cp", classPath, kept.toString(), "com.acme.WordCount", state);
  }

  @Test
  void a_program_in_several_jars_is_compared() {
    FinishedProgram.run(kept);

    Result same = check(path(program.toString(), List.of(library)), "totals");
    Result renamed = check(path(program.toString(), List.of(library)), "sums");

    assertThat(same.err()).isEmpty();
    assertThat(same.out())
        .containsPattern("attached +stream +lines ")
        .containsPattern("attached +state +totals +3 keys ")
        .endsWith(
            "com.acme.WordCount on %s: 2 attached, 0 new, 0 orphaned, 0 incompatible\n"
                .formatted(kept));
    assertThat(same.code()).isZero();
    assertThat(renamed.out())
        .containsPattern("new +state +sums ")
        .containsPattern("orphaned +state +totals ");
    assertThat(renamed.code()).isEqualTo(1);
  }

  @Test
  void all_jars_of_a_directory_are_found() {
    FinishedProgram.run(kept);

    assertThat(check(root.resolve("lib") + "/*", "totals").code()).isZero();
  }

  @Test
  void a_jar_that_is_left_out_is_told_in_one_line() {
    FinishedProgram.run(kept);

    Result noLibrary = check(program.toString(), "totals");
    Result noProgram = check(library.toString(), "totals");

    assertThat(noLibrary.err()).contains("NoClassDefFoundError: com/acme/Names").hasLineCount(1);
    assertThat(noLibrary.code()).isEqualTo(70);
    assertThat(noProgram.err()).contains("Cannot find the class com.acme.WordCount");
    assertThat(noProgram.code()).isEqualTo(64);
  }
}
