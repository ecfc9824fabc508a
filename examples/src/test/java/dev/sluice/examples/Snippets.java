package dev.sluice.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The marked regions of all sources below a folder of modules, and the tests that run them.
 * Immutable.
 */
final class Snippets {
  private static final Pattern MARKED =
      Pattern.compile(
          "^ *// snippet: (\\w+)\n(.*?)^ *// end of snippet$", Pattern.MULTILINE | Pattern.DOTALL);

  private final Map<Path, String> sources;

  private Snippets(Map<Path, String> sources) {
    this.sources = sources;
  }

  static Snippets below(Path root) throws IOException {
    Map<Path, String> sources = new TreeMap<>();
    try (Stream<Path> modules = Files.list(root)) {
      for (Path folder : modules.map(module -> module.resolve("src")).toList()) {
        if (Files.isDirectory(folder)) {
          sources.putAll(sourcesBelow(folder));
        }
      }
    }
    return new Snippets(sources);
  }

  private static Map<Path, String> sourcesBelow(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      Map<Path, String> texts = new TreeMap<>();
      for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
        texts.put(file, Files.readString(file));
      }
      return texts;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The regions with a name: one, unless something is wrong. */
  List<Snippet> named(String name) {
    List<Snippet> found = new ArrayList<>();
    sources.forEach(
        (source, text) -> {
          for (MatchResult region : MARKED.matcher(text).results().toList()) {
            if (region.group(1).equals(name)) {
              found.add(new Snippet(name, source, withoutIndent(region.group(2))));
            }
          }
        });
    return found;
  }

  private static String withoutIndent(String region) {
    return region.stripTrailing().stripIndent() + "\n";
  }

  /**
   * The tests of the source's module that mention its class, or a class that mentions it, and so
   * on; the source itself if it is a test. What is mentioned is used: the compiler refuses what is
   * not.
   */
  List<Path> testsOf(Path source) {
    Path module = moduleOf(source);
    List<Path> tests = new ArrayList<>();
    Set<Path> seen = new HashSet<>(Set.of(source));
    Deque<Path> next = new ArrayDeque<>(seen);
    while (!next.isEmpty()) {
      Path each = next.remove();
      if (isTest(each)) {
        tests.add(each);
      } else {
        Pattern mention = Pattern.compile("\\b" + className(each) + "\\b");
        sources.keySet().stream()
            .filter(other -> other.startsWith(module))
            .filter(other -> mention.matcher(sources.get(other)).find())
            .filter(seen::add)
            .forEach(next::add);
      }
    }
    return tests.stream().sorted().toList();
  }

  private boolean isTest(Path source) {
    String text = sources.get(source);
    return className(source).endsWith("Test")
        && source.toString().contains("src/test/")
        && (text.contains("@Test") || text.contains("ContractTest extends "));
  }

  private static Path moduleOf(Path source) {
    Path folder = source;
    while (!folder.endsWith("src")) {
      folder = folder.getParent();
    }
    return folder.getParent();
  }

  private static String className(Path source) {
    return source.getFileName().toString().replace(".java", "");
  }

  /** A marked region without the indent of its least indented line. */
  record Snippet(String name, Path source, String text) {}
}
