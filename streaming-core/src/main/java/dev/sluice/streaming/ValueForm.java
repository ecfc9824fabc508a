package dev.sluice.streaming;

import dev.sluice.time.Durations;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How the values of a key are written. Immutable.
 *
 * @param expected what a good value looks like, as error messages say it
 * @param parser reads a stripped text; an {@link IllegalArgumentException} means that it is not
 *     such a value
 */
record ValueForm<T>(String expected, Function<String, T> parser) {

  private static final Pattern SIZE = Pattern.compile("(\\d+)\\s*(?:([kmgt]?)b?)");

  private static final Map<String, Integer> SIZE_SHIFTS =
      Map.of("", 0, "k", 10, "m", 20, "g", 30, "t", 40);

  private static final Map<ChronoUnit, String> UNIT_NAMES =
      Map.of(
          ChronoUnit.MILLIS, "ms",
          ChronoUnit.SECONDS, "s",
          ChronoUnit.MINUTES, "m",
          ChronoUnit.HOURS, "h",
          ChronoUnit.DAYS, "d");

  static ValueForm<Duration> duration(ChronoUnit bareUnit) {
    String unitName = UNIT_NAMES.get(bareUnit);
    if (unitName == null) {
      throw new IllegalArgumentException(
          "Cannot define a duration key: unknown unit, found "
              + bareUnit
              + ", expected one of "
              + UNIT_NAMES.keySet());
    }
    return new ValueForm<>(
        "a duration such as 200ms, 3s or 1m (a bare number is in " + unitName + ")",
        text -> Durations.parse(text, bareUnit));
  }

  static ValueForm<Long> bytes() {
    return new ValueForm<>(
        "a size such as 512k, 1m or 2g (a bare number is in bytes)", ValueForm::size);
  }

  static ValueForm<Integer> integer() {
    return new ValueForm<>("a whole number", Integer::valueOf);
  }

  static ValueForm<Long> longInteger() {
    return new ValueForm<>("a whole number", Long::valueOf);
  }

  static ValueForm<Double> decimal() {
    return new ValueForm<>("a number", Double::valueOf).where(Double::isFinite);
  }

  static ValueForm<Boolean> bool() {
    return new ValueForm<>("true or false", ValueForm::truth);
  }

  static ValueForm<String> text() {
    return new ValueForm<>("a text that is not blank", text -> text).where(text -> !text.isEmpty());
  }

  static <E extends Enum<E>> ValueForm<E> oneOf(Class<E> type) {
    List<E> constants = List.of(type.getEnumConstants());
    return new ValueForm<>(
        "one of " + constants.stream().map(Enum::name).collect(Collectors.joining(", ")),
        text ->
            constants.stream()
                .filter(constant -> constant.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown name")));
  }

  /** The same form for those values only that satisfy {@code condition}. */
  ValueForm<T> where(Predicate<? super T> condition) {
    return new ValueForm<>(
        expected,
        text -> {
          T value = parser.apply(text);
          if (!condition.test(value)) {
            throw new IllegalArgumentException("out of range");
          }
          return value;
        });
  }

  ValueForm<T> where(Predicate<? super T> condition, String conditionText) {
    return new ValueForm<>(expected + ", " + conditionText, where(condition).parser);
  }

  ValueForm<Optional<T>> optional() {
    return new ValueForm<>(expected, text -> Optional.of(parser.apply(text)));
  }

  T parse(String text) {
    return parser.apply(text.strip());
  }

  private static Boolean truth(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("neither true nor false");
    };
  }

  private static Long size(String text) {
    Matcher matcher = SIZE.matcher(text.toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not a size");
    }
    long number = Long.parseLong(matcher.group(1));
    int shift = SIZE_SHIFTS.getOrDefault(matcher.group(2), 0);
    if (number > Long.MAX_VALUE >> shift) {
      throw new IllegalArgumentException("too large");
    }
    return number << shift;
  }
}
