package dev.sluice.twitter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import twitter4j.FilterQuery;
import twitter4j.auth.OAuthAuthorization;
import twitter4j.conf.ConfigurationBuilder;

class TwitterOptionsTest {
  private static final String SECRET = "AAAA%2Bsecret%3D";
  private static final TwitterOptions OPTIONS = TwitterOptions.filtered();
  private static final Pattern ROW =
      Pattern.compile("^\\| `(\\w+)` \\| ([^|]+) \\|", Pattern.MULTILINE);

  private static Map<String, String> rowsOfReadme() throws IOException {
    String section =
        Files.readString(Path.of("README.md")).split("## Options\n", -1)[1].split("\n## ", -1)[0];
    Map<String, String> rows = new TreeMap<>();
    for (MatchResult row : ROW.matcher(section).results().toList()) {
      rows.put(row.group(1), row.group(2).trim());
    }
    return rows;
  }

  @Test
  void the_readme_has_each_option() throws IOException {
    List<String> methods =
        Arrays.stream(TwitterOptions.class.getDeclaredMethods())
            .filter(method -> Modifier.isPublic(method.getModifiers()))
            .map(Method::getName)
            .filter(name -> !name.equals("toString"))
            .distinct()
            .toList();

    assertThat(rowsOfReadme().keySet()).containsExactlyInAnyOrderElementsOf(methods);
  }

  @Test
  void the_readme_has_the_defaults() throws IOException {
    Map<String, String> rows = rowsOfReadme();

    TwitterOptions.filtered()
        .shown()
        .forEach((name, value) -> assertThat(rows).containsEntry(name, value));
  }

  static Stream<UnaryOperator<TwitterOptions>> outOfBounds() {
    return Stream.of(
        options -> TwitterOptions.sampledTenth(3),
        options -> TwitterOptions.firehose(0),
        options -> TwitterOptions.sampled().withRules("a"),
        options -> options.withRules(" "),
        options -> options.withRuleTag(""),
        options -> options.withToken(" "),
        options -> options.withToken("two words"),
        options -> options.withTokenFromEnvironment("NO_SUCH_VARIABLE"),
        options -> options.withTokenFromProperty("no.such.property"),
        options ->
            options.withAuthorization(new OAuthAuthorization(new ConfigurationBuilder().build())),
        options -> options.withBaseUrl("ftp://host"),
        options -> options.withBaseUrl("http://anna:" + SECRET + "@host"),
        options -> options.withBackfillMinutes(6),
        options -> options.withRememberedPosts(-1),
        options -> options.withStallTimeout(Duration.ZERO),
        options -> options.withConnectTimeout(Duration.ofDays(1)),
        options -> options.withMaxPostBytes(0),
        options -> options.withFilter(new FilterQuery()));
  }

  @ParameterizedTest
  @MethodSource("outOfBounds")
  void what_is_out_of_bounds_is_refused(UnaryOperator<TwitterOptions> change) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> change.apply(OPTIONS))
        .withMessageMatching("Cannot .*found .*expected .*")
        .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain(SECRET));
  }

  @Test
  void each_change_is_made_to_a_copy() {
    TwitterOptions changed = OPTIONS.withRules("a").withParameter("tweet.fields", "id");

    assertThat(OPTIONS.wanted()).isEqualTo(Wanted.unset());
    assertThat(changed.withParameter("expansions", "").wanted().parameters()).hasSize(2);
    assertThat(changed.wanted().parameters()).hasSize(1);
  }
}
