package dev.sluice.streaming;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The name of a setting together with the type and form of its values. A key begins as a required
 * one, whose value must be set; {@link #withDefault} or {@link #optional} make it one that need
 * not:
 *
 * <pre>{@code
 * static final ConfKey<Duration> POLL_TIMEOUT =
 *     ConfKey.duration("streaming.example.pollTimeout", ChronoUnit.MILLIS, "Longest wait of a poll.")
 *         .where(timeout -> !timeout.isZero(), "greater than 0")
 *         .withDefault("500ms");
 * }</pre>
 *
 * <p>Immutable: every method that changes something returns a new key.
 *
 * @param <T> the type of the values
 */
public final class ConfKey<T> {

  private final String name;
  private final List<String> aliases;
  private final ValueForm<T> form;
  private final String meaning;
  private final @Nullable String defaultText;
  private final @Nullable T absent;

  private ConfKey(
      String name,
      List<String> aliases,
      ValueForm<T> form,
      String meaning,
      @Nullable String defaultText,
      @Nullable T absent) {
    if (name.isBlank()) {
      throw new IllegalArgumentException("Cannot define a key: the name is blank");
    }
    this.name = name;
    this.aliases = List.copyOf(aliases);
    this.form = form;
    this.meaning = meaning;
    this.defaultText = defaultText;
    this.absent = absent;
  }

  private static <T> ConfKey<T> required(String name, ValueForm<T> form, String meaning) {
    return new ConfKey<>(name, List.of(), form, meaning, null, null);
  }

  /**
   * Returns a key for durations, written like {@code 200ms}, {@code 3s}, {@code 1m}, {@code 2h},
   * {@code 1d}.
   *
   * @param name the name in the configuration
   * @param bareUnit the unit of a number without a suffix: milliseconds, seconds, minutes, hours or
   *     days
   * @param meaning what the setting does, in one or two sentences
   * @return a required key
   */
  public static ConfKey<Duration> duration(String name, ChronoUnit bareUnit, String meaning) {
    return required(name, ValueForm.duration(bareUnit), meaning);
  }

  /**
   * Returns a key for sizes in bytes, written like {@code 4096}, {@code 512k}, {@code 1m}, {@code
   * 2g}; a k is 1024.
   *
   * @param name the name in the configuration
   * @param meaning what the setting does, in one or two sentences
   * @return a required key
   */
  public static ConfKey<Long> bytes(String name, String meaning) {
    return required(name, ValueForm.bytes(), meaning);
  }

  /**
   * Returns a key for whole numbers of the range of {@code int}.
   *
   * @param name the name in the configuration
   * @param meaning what the setting does, in one or two sentences
   * @return a required key
   */
  public static ConfKey<Integer> integer(String name, String meaning) {
    return required(name, ValueForm.integer(), meaning);
  }

  /**
   * Returns a key for whole numbers of the range of {@code long}.
   *
   * @param name the name in the configuration
   * @param meaning what the setting does, in one or two sentences
   * @return a required key
   */
  public static ConfKey<Long> longInteger(String name, String meaning) {
    return required(name, ValueForm.longInteger(), meaning);
  }

  /**
   * Returns a key for numbers such as {@code 0.2}.
   *
   * @param name the name in the configuration
   * @param meaning what the setting does, in one or two sentences
   * @return a required key
   */
  public static ConfKey<Double> decimal(String name, String meaning) {
    return required(name, ValueForm.decimal(), meaning);
  }

  /**
   * Returns a key for {@code true} and {@code false}, in either case.
   *
   * @param name the name in the configuration
   * @param meaning what the setting does, in one or two sentences
   * @return a required key
   */
  public static ConfKey<Boolean> bool(String name, String meaning) {
    return required(name, ValueForm.bool(), meaning);
  }

  /**
   * Returns a key for texts that are not blank.
   *
   * @param name the name in the configuration
   * @param meaning what the setting does, in one or two sentences
   * @return a required key
   */
  public static ConfKey<String> text(String name, String meaning) {
    return required(name, ValueForm.text(), meaning);
  }

  /**
   * Returns a key for the names of an enum's constants, in either case.
   *
   * @param <E> the enum
   * @param name the name in the configuration
   * @param type the enum
   * @param meaning what the setting does, in one or two sentences
   * @return a required key
   */
  public static <E extends Enum<E>> ConfKey<E> oneOf(String name, Class<E> type, String meaning) {
    return required(name, ValueForm.oneOf(type), meaning);
  }

  /**
   * Returns this key with one more name. Where both are set, {@link #name} counts.
   *
   * @param alias the other name
   * @return a new key
   */
  public ConfKey<T> alias(String alias) {
    List<String> more = new ArrayList<>(aliases);
    more.add(alias);
    return new ConfKey<>(name, more, form, meaning, defaultText, absent);
  }

  /**
   * Returns this key with a condition for its values. State conditions before the default.
   *
   * @param condition what good values satisfy
   * @param conditionText the condition in words, as error messages say it: {@code greater than 0}
   * @return a new key
   */
  public ConfKey<T> where(Predicate<? super T> condition, String conditionText) {
    return new ConfKey<>(
        name, aliases, form.where(condition, conditionText), meaning, defaultText, absent);
  }

  /**
   * Returns this key with a default.
   *
   * @param text the value where none is set
   * @return a new key
   * @throws IllegalArgumentException if the text is not a value of this key
   */
  public ConfKey<T> withDefault(String text) {
    ConfKey<T> key = new ConfKey<>(name, aliases, form, meaning, text, absent);
    key.read(null);
    return key;
  }

  /**
   * Returns this key without a default: what is not set is empty.
   *
   * @return a new key
   */
  public ConfKey<Optional<T>> optional() {
    return new ConfKey<>(name, aliases, form.optional(), meaning, null, Optional.empty());
  }

  /**
   * Returns the name in the configuration.
   *
   * @return the name
   */
  public String name() {
    return name;
  }

  /**
   * Returns other names for the same setting.
   *
   * @return the names, often none
   */
  public List<String> aliases() {
    return aliases;
  }

  /**
   * Returns the default, as one would write it.
   *
   * @return the text; empty for keys that are optional or required
   */
  public Optional<String> defaultText() {
    return Optional.ofNullable(defaultText);
  }

  /**
   * Returns what a good value looks like.
   *
   * @return a phrase such as {@code true or false}
   */
  public String expected() {
    return form.expected();
  }

  /**
   * Returns what the setting does.
   *
   * @return one or two sentences
   */
  public String meaning() {
    return meaning;
  }

  /** Returns the value that {@code text} means, null being what is not set. */
  T read(@Nullable String text) {
    String effective = text != null ? text : defaultText;
    if (effective != null) {
      return parse(effective);
    }
    if (absent != null) {
      return absent;
    }
    throw new IllegalArgumentException(
        "Cannot read " + name + ": it is not set, expected " + expected());
  }

  private T parse(String text) {
    try {
      return form.parse(text);
    } catch (IllegalArgumentException notOfTheForm) {
      // Not as the cause: its message may repeat a value that must not be shown.
      throw new IllegalArgumentException(
          "Cannot read "
              + name
              + ": bad value, found \""
              + Secrets.redact(name, text)
              + "\", expected "
              + expected());
    }
  }

  /** Returns the name. */
  @Override
  public String toString() {
    return name;
  }
}
