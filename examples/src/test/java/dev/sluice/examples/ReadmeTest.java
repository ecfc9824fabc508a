package dev.sluice.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.examples.Snippets.Snippet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What READMEs and guides show compiles and runs, because it stands in a source that a test runs;
 * and what they link to is there.
 */
class ReadmeTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern JAVA_BLOCK = Pattern.compile("^```java\n", Pattern.MULTILINE);
  private static final Pattern BLOCK =
      Pattern.compile("^```.*?^```", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern SNIPPET =
      Pattern.compile("<!-- snippet: (\\w+) -->\n```java\n(.*?)```", Pattern.DOTALL);
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]*)(?:#([^):]*))?\\)");
  private static final Pattern HEADING = Pattern.compile("^#+ (.*)$", Pattern.MULTILINE);

  private static Snippets sources;

  @BeforeAll
  static void readSources() throws IOException {
    sources = Snippets.below(ROOT);
  }

  static List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT, 2)) {
      return files.filter(file -> file.toString().endsWith(".md")).sorted().toList();
    }
  }

  @Test
  void the_root_has_a_readme_and_the_guides_are_read() throws IOException {
    assertThat(pages())
        .contains(ROOT.resolve("README.md"), ROOT.resolve("docs").resolve("programming-guide.md"));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void each_piece_of_java_is_a_snippet_of_a_source(Path page) throws IOException {
    String text = Files.readString(page);

    List<MatchResult> snippets = SNIPPET.matcher(text).results().toList();

    assertThat(snippets).hasSize((int) JAVA_BLOCK.matcher(text).results().count());
    for (MatchResult snippet : snippets) {
      List<Snippet> found = sources.named(snippet.group(1));
      assertThat(found).as("sources with a snippet " + snippet.group(1)).hasSize(1);
      assertThat(snippet.group(2)).isEqualTo(found.get(0).text());
    }
  }

  /** The test prints where each snippet stands, who shows it and who runs it. */
  @Test
  void each_snippet_is_run_by_a_test() throws IOException {
    TreeMap<String, Set<String>> pagesByName = new TreeMap<>();
    for (Path page : pages()) {
      SNIPPET
          .matcher(Files.readString(page))
          .results()
          .forEach(
              snippet ->
                  pagesByName
                      .computeIfAbsent(snippet.group(1), name -> new TreeSet<>())
                      .add(ROOT.relativize(page).toString()));
    }

    System.out.printf("%d snippets, who shows them and who runs them:%n", pagesByName.size());
    pagesByName.forEach(
        (name, shownBy) -> {
          Path source = sources.named(name).get(0).source();
          List<Path> tests = sources.testsOf(source);
          System.out.printf("  %s of %s: %s%n", name, ROOT.relativize(source), shownBy);
          System.out.printf("    run by %s%n", tests.stream().map(Path::getFileName).toList());
          assertThat(tests).as("tests that run " + source).isNotEmpty();
        });
    assertThat(pagesByName).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void each_link_to_a_file_or_a_heading_leads_somewhere(Path page) throws IOException {
    String prose = BLOCK.matcher(Files.readString(page)).replaceAll("");
    for (MatchResult link : LINK.matcher(prose).results().toList()) {
      Path target = link.group(1).isEmpty() ? page : page.resolveSibling(link.group(1));
      assertThat(target).exists();
      if (link.group(2) != null && target.toString().endsWith(".md")) {
        assertThat(anchors(target)).as("headings of " + target).contains(link.group(2));
      }
    }
  }

  private static Set<String> anchors(Path page) throws IOException {
    String prose = BLOCK.matcher(Files.readString(page)).replaceAll("");
    return HEADING
        .matcher(prose)
        .results()
        .map(
            heading ->
                heading.group(1).toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}_\\- ]", ""))
        .map(heading -> heading.replace(' ', '-'))
        .collect(Collectors.toSet());
  }
}
