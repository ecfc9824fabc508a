package dev.sluice.migration;

import dev.sluice.kafka.KafkaUtils;
import dev.sluice.streaming.StreamingContext;
import java.io.File;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles programs with Sluice and without Spark. */
final class Compilation {
  private static final Path STAND_IN =
      Path.of("src/test/resources/stand-ins/org/apache/spark/examples/streaming")
          .resolve("StreamingExamples.java");

  private Compilation() {}

  /** A source in memory. */
  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String name, String text) {
      super(URI.create("string:///" + name + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  /** The errors in a program, each with its line; classes go to a directory. */
  static List<String> errors(String name, String text, Path classes) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    List<String> options =
        List.of("-proc:none", "-d", classes.toString(), "-classpath", classPath());
    Map<String, String> sources = Map.of(name, text, "StreamingExamples", Rewriting.read(STAND_IN));
    List<Source> all = new ArrayList<>();
    sources.forEach((each, source) -> all.add(new Source(each, source)));
    boolean compiles = compiler.getTask(null, null, found, options, null, all).call();
    List<String> errors =
        found.getDiagnostics().stream()
            .filter(each -> each.getKind() == Diagnostic.Kind.ERROR)
            .map(each -> each.getLineNumber() + ": " + each.getMessage(null))
            .toList();
    if (compiles != errors.isEmpty()) {
      throw new IllegalStateException("Cannot compile " + name + ": found " + errors);
    }
    return errors;
  }

  /** Sluice, and what programs use besides; nothing of Spark and Scala. */
  private static String classPath() {
    Stream<Path> others =
        Rewriting.archives().stream()
            .filter(each -> each.getFileName().toString().matches("(guava|kafka-clients)-.*"));
    return Stream.concat(Stream.of(of(StreamingContext.class), of(KafkaUtils.class)), others)
        .map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static Path of(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException failure) {
      throw new IllegalStateException("Cannot find the archive of " + type, failure);
    }
  }
}
