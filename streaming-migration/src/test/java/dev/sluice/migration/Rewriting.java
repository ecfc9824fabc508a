package dev.sluice.migration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openrewrite.ExecutionContext;
import org.openrewrite.InMemoryExecutionContext;
import org.openrewrite.Result;
import org.openrewrite.SourceFile;
import org.openrewrite.internal.InMemoryLargeSourceSet;
import org.openrewrite.java.JavaParser;

/** Rewrites programs, with Spark on their class path, as the plugins of OpenRewrite do. */
final class Rewriting {
  /** What the build has put there: Spark's archives, and its programs. */
  private static final Path SPARK = Path.of("target", "spark");

  private static final int ONE_PASS = 1;
  private static final int TWO_PASSES = 2;

  private Rewriting() {}

  /** All archives of Spark and what its programs use besides. */
  static List<Path> archives() {
    try (Stream<Path> files = Files.list(SPARK.resolve("lib"))) {
      return files.sorted().toList();
    } catch (IOException failure) {
      throw new UncheckedIOException("Cannot list the archives of Spark", failure);
    }
  }

  /** A program that Spark published, from its archive of sources. */
  static String program(String name) {
    return read(SPARK.resolve("programs/org/apache/spark/examples/streaming/" + name + ".java"));
  }

  /** A text of a file. */
  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failure) {
      throw new UncheckedIOException("Cannot read " + file, failure);
    }
  }

  /** A program after the recipe. */
  static String rewritten(String source) {
    return rewrittenAll(source).values().iterator().next();
  }

  /** What each of the recipe's passes leaves as it is has only to be found once. */
  private static Map<String, String> rewrittenAll(String source) {
    ExecutionContext context =
        new InMemoryExecutionContext(
            failure -> {
              throw new IllegalStateException("Cannot rewrite a program", failure);
            });
    List<SourceFile> parsed =
        JavaParser.fromJavaVersion()
            .classpath(archives())
            .build()
            .parse(context, source)
            .collect(Collectors.toList());
    Map<String, String> texts = new TreeMap<>();
    parsed.forEach(file -> texts.put(file.getSourcePath().toString(), file.printAll()));
    for (Result result :
        new FromSparkStreaming()
            .run(new InMemoryLargeSourceSet(parsed), context, TWO_PASSES, ONE_PASS)
            .getChangeset()
            .getAllResults()) {
      SourceFile after = result.getAfter();
      if (after == null) {
        throw new IllegalStateException("Cannot rewrite a program: the recipe deleted it");
      }
      texts.put(after.getSourcePath().toString(), after.printAll());
    }
    return texts;
  }
}
