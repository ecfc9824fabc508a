package dev.sluice.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfKeyTest {

  private static final String MEANING = "An example.";

  private enum Colour {
    RED,
    GREEN
  }

  @ParameterizedTest
  @CsvSource({"5, 5000", "5ms, 5", "5s, 5000", "2m, 120000", "1h, 3600000", "1d, 86400000"})
  void a_duration_has_a_unit_or_the_one_of_its_key(String text, long expectedMs) {
    ConfKey<Duration> key = ConfKey.duration("x", ChronoUnit.SECONDS, MEANING);

    assertThat(key.read(text)).isEqualTo(Duration.ofMillis(expectedMs));
  }

  @Test
  void a_duration_cannot_have_a_bare_unit_that_cannot_be_written() {
    assertThatThrownBy(() -> ConfKey.duration("x", ChronoUnit.WEEKS, MEANING))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("found Weeks");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "100, 100",
    "100b, 100",
    "512k, 524288",
    "1m, 1048576",
    "1 MB, 1048576",
    "2g, 2147483648",
    "1T, 1099511627776",
    "9223372036854775807, 9223372036854775807"
  })
  void a_size_may_have_a_suffix(String text, long expected) {
    assertThat(ConfKey.bytes("x", MEANING).read(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "1.5m", "1x", "m", "8388608t", "9223372036854775808"})
  void what_is_not_a_size_is_refused(String text) {
    assertThatThrownBy(() -> ConfKey.bytes("x", MEANING).read(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot read x: bad value, found \""
                + text
                + "\", expected a size such as 512k, 1m or 2g (a bare number is in bytes)");
  }

  @Test
  void numbers_truths_texts_and_names_are_read_without_the_space_around_them() {
    assertThat(ConfKey.integer("x", MEANING).read(" -7 ")).isEqualTo(-7);
    assertThat(ConfKey.longInteger("x", MEANING).read("3000000000")).isEqualTo(3_000_000_000L);
    assertThat(ConfKey.bool("x", MEANING).read("True")).isTrue();
    assertThat(ConfKey.bool("x", MEANING).read("false ")).isFalse();
    assertThat(ConfKey.text("x", MEANING).read(" a b ")).isEqualTo("a b");
    assertThat(ConfKey.oneOf("x", Colour.class, MEANING).read("green")).isEqualTo(Colour.GREEN);
  }

  @Test
  void what_is_of_another_form_is_refused() {
    assertRefused(ConfKey.integer("x", MEANING), "3000000000", "a whole number");
    assertRefused(ConfKey.longInteger("x", MEANING), "1.0", "a whole number");
    assertRefused(ConfKey.bool("x", MEANING), "1", "true or false");
    assertRefused(ConfKey.text("x", MEANING), " ", "a text that is not blank");
    assertRefused(ConfKey.oneOf("x", Colour.class, MEANING), "blue", "one of RED, GREEN");
  }

  @Test
  void a_condition_narrows_the_values_and_is_part_of_what_is_expected() {
    ConfKey<Integer> key =
        ConfKey.integer("x", MEANING).where(n -> n > 0, "positive").where(n -> n < 9, "below 9");

    assertThat(key.read("8")).isEqualTo(8);
    assertRefused(key, "0", "a whole number, positive, below 9");
    assertRefused(key, "9", "a whole number, positive, below 9");
  }

  @Test
  void a_key_is_required_or_optional_or_has_a_default() {
    ConfKey<Integer> required = ConfKey.integer("x", MEANING);
    ConfKey<Optional<Integer>> optional = required.optional();
    ConfKey<Integer> defaulted = required.withDefault("5");

    assertThatThrownBy(() -> required.read(null))
        .hasMessage("Cannot read x: it is not set, expected a whole number");
    assertThat(optional.read(null)).isEmpty();
    assertThat(optional.read("4")).contains(4);
    assertThat(defaulted.read(null)).isEqualTo(5);
    assertThat(defaulted.defaultText()).contains("5");
    assertThat(optional.defaultText()).isEmpty();
  }

  @Test
  void a_default_must_be_a_value_of_the_key() {
    assertThatThrownBy(() -> ConfKey.integer("x", MEANING).withDefault("many"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("found \"many\"");
  }

  @Test
  void a_key_tells_what_it_is() {
    ConfKey<String> key = ConfKey.text("x", MEANING).alias("y").alias("z");

    assertThat(key).hasToString("x");
    assertThat(key.aliases()).containsExactly("y", "z");
    assertThat(key.meaning()).isEqualTo(MEANING);
    assertThat(key.expected()).isEqualTo("a text that is not blank");
  }

  @Test
  void a_key_must_have_a_name() {
    assertThatThrownBy(() -> ConfKey.text(" ", MEANING))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Cannot define a key: the name is blank");
  }

  private static void assertRefused(ConfKey<?> key, String text, String expected) {
    assertThatThrownBy(() -> key.read(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Cannot read x: bad value, found \"" + text + "\", expected " + expected);
  }
}
