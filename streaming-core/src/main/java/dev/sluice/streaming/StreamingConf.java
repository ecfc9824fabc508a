package dev.sluice.streaming;

import dev.sluice.time.Durations;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a streaming program: names and texts. {@link ConfKeys} lists those that have an
 * effect.
 *
 * <p>A setting may be named by any of its names: {@code spark.streaming.blockInterval} is {@code
 * streaming.blockInterval}, {@code spark.master} is {@code streaming.master}. It is kept under the
 * name that {@link ConfKeys} gives it, or else with {@code streaming.} in the place of {@code
 * spark.streaming.}. Other names that begin with {@code spark.} are kept as they are, for the Spark
 * engine.
 *
 * <p>Thread-safe: one concurrent map holds all settings, a concurrent set what was asked for. What
 * reads several settings, such as {@link #copy} and {@link #validate}, may see a part of the
 * changes made meanwhile.
 */
public final class StreamingConf {

  private final ConcurrentSkipListMap<String, String> values;
  private final Set<String> asked;

  /**
   * Makes a configuration of the system properties that begin with {@code streaming.} or {@code
   * spark.}.
   */
  public StreamingConf() {
    this(new ConcurrentSkipListMap<>());
    setAll(settingsAmong(System.getProperties()));
  }

  private StreamingConf(ConcurrentSkipListMap<String, String> values) {
    this(values, ConcurrentHashMap.newKeySet());
  }

  private StreamingConf(ConcurrentSkipListMap<String, String> values, Set<String> asked) {
    this.values = values;
    this.asked = asked;
  }

  /**
   * Makes a configuration in which nothing is set, whatever the system properties.
   *
   * @return a new configuration
   */
  public static StreamingConf empty() {
    return new StreamingConf(new ConcurrentSkipListMap<>());
  }

  /**
   * Makes an independent configuration with the same settings.
   *
   * @return a new configuration
   */
  public StreamingConf copy() {
    return new StreamingConf(new ConcurrentSkipListMap<>(values), asked);
  }

  private static Map<String, String> settingsAmong(Properties properties) {
    Map<String, String> settings = new TreeMap<>();
    for (String name : properties.stringPropertyNames()) {
      String value = properties.getProperty(name);
      if (value != null && (name.startsWith(KeyNames.OURS) || name.startsWith(KeyNames.SPARK))) {
        settings.put(name, value);
      }
    }
    return settings;
  }

  /**
   * Sets where the program runs.
   *
   * @param master such as {@code local[4]}
   * @return this
   */
  public StreamingConf setMaster(String master) {
    return set(ConfKeys.MASTER.name(), master);
  }

  /**
   * Sets the program's name.
   *
   * @param appName any text that is not blank
   * @return this
   */
  public StreamingConf setAppName(String appName) {
    return set(ConfKeys.APP_NAME.name(), appName);
  }

  /**
   * Sets one value; whether it is a good one is checked by {@link #validate}.
   *
   * @param key the setting's name
   * @param value the text of its value
   * @return this
   * @throws IllegalArgumentException if the name is blank
   */
  public StreamingConf set(String key, String value) {
    values.put(nameToKeep(key), value);
    return this;
  }

  /**
   * Sets one value unless the setting has one.
   *
   * @param key the setting's name
   * @param value the text of its value
   * @return this
   * @throws IllegalArgumentException if the name is blank
   */
  public StreamingConf setIfMissing(String key, String value) {
    values.putIfAbsent(nameToKeep(key), value);
    return this;
  }

  /**
   * Sets many values. Where a setting comes under several names, the one it is kept under counts.
   *
   * @param settings values by name
   * @return this
   * @throws IllegalArgumentException if a name is blank
   */
  public StreamingConf setAll(Map<String, String> settings) {
    SortedMap<String, String> kept = new TreeMap<>();
    new TreeMap<>(settings)
        .forEach(
            (key, value) -> {
              String name = nameToKeep(key);
              if (key.equals(name)) {
                kept.put(name, value);
              } else {
                kept.putIfAbsent(name, value);
              }
            });
    values.putAll(kept);
    return this;
  }

  /**
   * Removes a setting, if it is there.
   *
   * @param key the setting's name
   * @return this
   */
  public StreamingConf remove(String key) {
    values.remove(KeyNames.canonical(key));
    return this;
  }

  /**
   * Returns what was set.
   *
   * @param key the setting's name
   * @return the text; empty if it was not set, even where there is a default
   */
  public Optional<String> get(String key) {
    return Optional.ofNullable(values.get(KeyNames.canonical(key)));
  }

  /**
   * Returns the value of a setting: the one that was set, or else the key's default.
   *
   * @param <T> the type of the value
   * @param key the setting
   * @return the value
   * @throws IllegalArgumentException if what was set is not a value of this key, or nothing was set
   *     and the key is required; the message has name, value found and values expected
   */
  public <T> T get(ConfKey<T> key) {
    asked.add(KeyNames.canonical(key.name()));
    key.aliases().forEach(alias -> asked.add(KeyNames.canonical(alias)));
    return key.read(textOf(key));
  }

  /**
   * Tells whether a setting was set.
   *
   * @param key the setting's name
   * @return whether it has a value, defaults aside
   */
  public boolean contains(String key) {
    return values.containsKey(KeyNames.canonical(key));
  }

  /**
   * Returns all that was set, secrets included.
   *
   * @return an unmodifiable copy, sorted by name
   */
  public SortedMap<String, String> getAll() {
    return Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }

  /**
   * Returns what the user should know about settings without effect: names that are unknown, each
   * with the nearest known one, and names that mean something to Spark Streaming only. The keys of
   * a connector are known once it has {@linkplain #get(ConfKey) asked} this configuration or a copy
   * for them.
   *
   * @return a sentence per setting, sorted by name; none contains a value
   */
  public List<String> warnings() {
    return values.keySet().stream()
        .filter(name -> !asked.contains(name))
        .flatMap(name -> KeyNames.warning(name).stream())
        .toList();
  }

  /**
   * Checks every setting that {@link ConfKeys} lists, and those that depend on one another.
   *
   * @throws IllegalArgumentException if any is missing or bad; the message has a line for each,
   *     with name, value found and values expected
   */
  public void validate() {
    Set<String> problems = new LinkedHashSet<>();
    for (ConfKey<?> key : ConfKeys.all()) {
      check(() -> get(key), problems);
    }
    check(this::requireRoomForRestartDelay, problems);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(
          "Cannot use the configuration: " + problems.size() + " bad" + String.join("", problems));
    }
  }

  private static void check(Runnable reading, Set<String> problems) {
    try {
      reading.run();
    } catch (IllegalArgumentException problem) {
      problems.add("\n  " + problem.getMessage());
    }
  }

  private void requireRoomForRestartDelay() {
    Duration first = get(ConfKeys.RECEIVER_RESTART_DELAY);
    Duration longest = get(ConfKeys.RECEIVER_MAX_RESTART_DELAY);
    if (longest.compareTo(first) < 0) {
      throw new IllegalArgumentException(
          "Cannot use %s: too short, found %s, expected at least %s, the value of %s"
              .formatted(
                  ConfKeys.RECEIVER_MAX_RESTART_DELAY,
                  Durations.format(longest),
                  Durations.format(first),
                  ConfKeys.RECEIVER_RESTART_DELAY));
    }
  }

  private @Nullable String textOf(ConfKey<?> key) {
    String text = values.get(KeyNames.canonical(key.name()));
    for (int i = 0; text == null && i < key.aliases().size(); i++) {
      text = values.get(KeyNames.canonical(key.aliases().get(i)));
    }
    return text;
  }

  private static String nameToKeep(String key) {
    if (key.isBlank()) {
      throw new IllegalArgumentException("Cannot set a value: the name of the setting is blank");
    }
    return KeyNames.canonical(key);
  }

  /** Returns all that was set, one setting per line, sorted; secrets are asterisks. */
  @Override
  public String toString() {
    StringBuilder lines = new StringBuilder();
    values.forEach(
        (name, value) ->
            lines.append(name).append('=').append(Secrets.redact(name, value)).append('\n'));
    return lines.toString();
  }
}
