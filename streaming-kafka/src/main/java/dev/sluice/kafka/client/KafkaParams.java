package dev.sluice.kafka.client;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.CommonClientConfigs;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The settings of a Kafka client, as the program gives them and as a stream needs them. Texts made
 * of them show keys, and no value that may be secret. Immutable.
 */
public final class KafkaParams implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(KafkaParams.class);

  private static final String BOOTSTRAP = CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG;
  private static final List<String> BEFORE_BOOTSTRAP =
      List.of("metadata.broker.list", "zookeeper.connect", "zkQuorum");
  private static final Map<String, String> RESETS =
      Map.of("smallest", "earliest", "largest", "latest");
  private static final String RESET = "auto.offset.reset";

  private final String what;
  private final TreeMap<String, Object> values;

  private KafkaParams(String what, Map<String, Object> values) {
    this.what = what;
    this.values = new TreeMap<>(values);
  }

  /**
   * A checked copy.
   *
   * @param what what the settings are for, such as {@code a Kafka stream}
   * @throws IllegalArgumentException if there are no {@code bootstrap.servers}, settings of clients
   *     that are no more, or values that cannot be sent to where the client runs
   */
  public static KafkaParams of(Map<String, ?> params, String what) {
    TreeMap<String, Object> copy = new TreeMap<>();
    params.forEach((key, value) -> copy.put(key, checked(key, value, what)));
    for (String old : BEFORE_BOOTSTRAP) {
      if (copy.containsKey(old)) {
        throw new IllegalArgumentException(
            "Cannot create %s: Kafka has no %s any more, found it, expected %s=host:port,…"
                .formatted(what, old, BOOTSTRAP));
      }
    }
    if (text(copy.get(BOOTSTRAP)).isBlank()) {
      throw new IllegalArgumentException(
          "Cannot create %s: there is no broker to connect to, found no %s, expected host:port,…"
              .formatted(what, BOOTSTRAP));
    }
    String reset = text(copy.get(RESET));
    if (RESETS.containsKey(reset)) {
      throw new IllegalArgumentException(
          "Cannot create %s: %s has another name now, found %s, expected %s"
              .formatted(what, RESET, reset, RESETS.get(reset)));
    }
    return new KafkaParams(what, copy);
  }

  private static Object checked(String key, @Nullable Object value, String what) {
    if (value instanceof Serializable) {
      return value;
    }
    throw new IllegalArgumentException(
        "Cannot create %s: %s has no use, found %s, expected a text, a number or a class"
            .formatted(what, key, value == null ? "null" : value.getClass().getName()));
  }

  private static String text(@Nullable Object value) {
    if (value instanceof List<?> list) {
      return String.join(",", list.stream().map(String::valueOf).toList());
    }
    return value == null ? "" : value.toString();
  }

  /** The same with a setting of ours. */
  public KafkaParams with(String key, Object value) {
    TreeMap<String, Object> copy = new TreeMap<>(values);
    copy.put(key, value);
    return new KafkaParams(what, copy);
  }

  /** The same with a setting of ours, if the program has none. */
  public KafkaParams withDefault(String key, Object value) {
    return values.containsKey(key) ? this : with(key, value);
  }

  /** The same with a text behind the value of a setting, if it is there. */
  public KafkaParams withSuffix(String key, String suffix) {
    Object found = values.get(key);
    return found == null ? this : with(key, found + suffix);
  }

  /**
   * The same with a setting that the stream cannot do without; a warning tells who has set another.
   *
   * @param why the reason, for the warning
   */
  public KafkaParams force(String key, Object value, String why) {
    Object found = values.get(key);
    if (found != null && !text(found).equals(text(value))) {
      LOG.warn(
          "The setting {} of {} is {} because {}; found {}",
          key,
          what,
          value,
          why,
          Secrets.shown(key, text(found)));
    }
    return with(key, value);
  }

  /**
   * A setting as text that has to be there.
   *
   * @param why the reason, for the error
   * @throws IllegalArgumentException if it is not there
   */
  public String require(String key, String why) {
    String found = text(values.get(key));
    if (found.isBlank()) {
      throw new IllegalArgumentException(
          "Cannot create %s: %s, found no %s, expected one".formatted(what, why, key));
    }
    return found;
  }

  /** A setting; null if it is not there. */
  public @Nullable Object get(String key) {
    return values.get(key);
  }

  /** A setting as text; what is given if it is not there. */
  public String get(String key, String absent) {
    return values.containsKey(key) ? text(values.get(key)) : absent;
  }

  /** All settings, for a client. A copy. */
  public Map<String, Object> asMap() {
    return new TreeMap<>(values);
  }

  /** What Kafka threw, or a copy of it without secrets if there are any in it. */
  public Throwable withoutSecrets(Throwable failure) {
    return Secrets.of(values).removedFrom(failure);
  }

  /** The settings, with asterisks for values that may be secret. */
  @Override
  public String toString() {
    Map<String, String> shown = new TreeMap<>();
    values.forEach((key, value) -> shown.put(key, Secrets.shown(key, text(value))));
    return shown.toString();
  }
}
