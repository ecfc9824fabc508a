package dev.sluice.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What READMEs and the receiver contract show compiles, because it stands in a source; and what
 * they link to is there.
 */
class ReadmeTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern JAVA_BLOCK = Pattern.compile("^```java\n", Pattern.MULTILINE);
  private static final Pattern SNIPPET =
      Pattern.compile("<!-- snippet: (\\w+) -->\n```java\n(.*?)```", Pattern.DOTALL);
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(?:#[^)]*)?\\)");

  static List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT, 2)) {
      return files
          .filter(file -> file.endsWith("README.md") || file.endsWith("receiver-contract.md"))
          .sorted()
          .toList();
    }
  }

  @Test
  void the_root_has_a_readme() throws IOException {
    assertThat(pages()).contains(ROOT.resolve("README.md"));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void each_piece_of_java_is_a_snippet_of_a_source(Path page) throws IOException {
    String text = Files.readString(page);

    List<MatchResult> snippets = SNIPPET.matcher(text).results().toList();

    assertThat(snippets).hasSize((int) JAVA_BLOCK.matcher(text).results().count());
    for (MatchResult snippet : snippets) {
      assertThat(snippet.group(2)).isEqualTo(snippetOfSource(snippet.group(1)));
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void each_link_to_a_file_leads_somewhere(Path page) throws IOException {
    assertThat(LINK.matcher(Files.readString(page)).results().map(link -> link.group(1)))
        .allSatisfy(link -> assertThat(page.resolveSibling(link)).exists());
  }

  /** The lines between the marks, without the indent of the first. */
  private static String snippetOfSource(String name) throws IOException {
    Pattern marked =
        Pattern.compile(
            "^ *// snippet: " + name + "\n(.*?)^ *// end of snippet$",
            Pattern.MULTILINE | Pattern.DOTALL);
    List<String> found =
        sources().stream()
            .flatMap(source -> marked.matcher(source).results().map(region -> region.group(1)))
            .toList();
    assertThat(found).as("sources with a snippet " + name).hasSize(1);
    return found.get(0).stripTrailing().stripIndent() + "\n";
  }

  private static List<String> sources() throws IOException {
    try (Stream<Path> modules = Files.list(ROOT)) {
      return modules
          .map(module -> module.resolve("src"))
          .filter(Files::isDirectory)
          .flatMap(ReadmeTest::sourcesBelow)
          .toList();
    }
  }

  private static Stream<String> sourcesBelow(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      List<String> texts = new ArrayList<>();
      for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
        texts.add(Files.readString(file));
      }
      return texts.stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
