package dev.sluice.twitter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import twitter4j.FilterQuery;

class RuleTextsTest {
  private static List<String> rules(FilterQuery query) {
    return RuleTexts.of(FilterParameters.of(query));
  }

  @Test
  void phrases_are_alternatives_and_words_of_a_phrase_are_all_needed() {
    assertThat(rules(new FilterQuery("a b", "c,d", "#tag")))
        .containsExactly("(a b) OR c OR d OR #tag");
  }

  @Test
  void what_is_not_a_word_is_quoted() {
    assertThat(rules(new FilterQuery("c++", "AND", "say \"x\"", "größer")))
        .containsExactly("\"c++\" OR \"AND\" OR (say \"\\\"x\\\"\") OR größer");
  }

  @Test
  void accounts_places_and_languages_are_translated() {
    FilterQuery query =
        new FilterQuery()
            .follow(7L)
            .locations(new double[] {-122.75, 36.8}, new double[] {-121.75, 37.8})
            .language("en", "fr");

    assertThat(rules(query))
        .containsExactly(
            "((from:7 OR to:7 OR retweets_of:7) OR bounding_box:[-122.75 36.8 -121.75 37.8])"
                + " (lang:en OR lang:fr)");
  }

  @Test
  void too_many_alternatives_become_several_rules_with_the_language_in_each() {
    String[] words = IntStream.range(0, 300).mapToObj(i -> "word" + i).toArray(String[]::new);

    List<String> rules = rules(new FilterQuery(words).language("en"));

    assertThat(rules)
        .hasSizeGreaterThan(2)
        .allSatisfy(rule -> assertThat(rule).hasSizeLessThan(1025).endsWith(") lang:en"));
    assertThat(String.join(" OR ", rules)).contains(words);
  }

  @Test
  void what_asks_for_nothing_or_for_too_much_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> rules(new FilterQuery().language("en")))
        .withMessageContaining("found neither phrases nor accounts nor places");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> rules(new FilterQuery("x".repeat(2000))))
        .withMessageContaining("2000 characters");
  }
}
