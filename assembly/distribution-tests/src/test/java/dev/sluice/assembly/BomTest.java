package dev.sluice.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The BOM has all that is published, and the guide shows the build of the sample. */
class BomTest {
  private static final Path ROOT = Path.of("..", "..");
  private static final Pattern MANAGED =
      Pattern.compile("<artifactId>(streaming-[a-z-]+)</artifactId>");
  private static final Pattern SHOWN = Pattern.compile("```xml\n(.*?)```", Pattern.DOTALL);
  private static final Pattern SNIPPET =
      Pattern.compile("<!-- snippet: uber-jar -->\n(.*?) *<!-- end of snippet -->", Pattern.DOTALL);

  @Test
  void it_has_each_artifact_that_programs_use() throws IOException {
    List<String> published =
        Stream.concat(named(ROOT), named(ROOT.resolve("assembly"))).sorted().toList();

    assertThat(published).contains("streaming-core", "streaming-kafka-assembly");
    assertThat(MANAGED.matcher(Files.readString(ROOT.resolve("sluice-bom/pom.xml"))).results())
        .extracting(found -> found.group(1))
        .containsExactlyInAnyOrderElementsOf(published);
  }

  @Test
  void the_readme_of_the_sample_shows_its_build() throws IOException {
    Path sample = ROOT.resolve("uber-jar-sample");

    assertThat(first(SHOWN, sample.resolve("README.md")))
        .isEqualTo(first(SNIPPET, sample.resolve("pom.xml")).stripTrailing().stripIndent() + "\n");
  }

  private static String first(Pattern pattern, Path file) throws IOException {
    return pattern
        .matcher(Files.readString(file))
        .results()
        .map((MatchResult found) -> found.group(1))
        .findFirst()
        .orElseThrow();
  }

  private static Stream<String> named(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> Files.exists(file.resolve("pom.xml")))
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith("streaming-"))
          .toList()
          .stream();
    }
  }
}
