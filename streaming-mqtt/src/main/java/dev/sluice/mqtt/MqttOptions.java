package dev.sluice.mqtt;

import dev.sluice.function.Function;
import dev.sluice.mqtt.MqttOption.Waits;
import dev.sluice.mqtt.client.Credentials;
import dev.sluice.mqtt.client.KeyFile;
import dev.sluice.mqtt.client.Server;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a stream from MQTT brokers is to receive, and how. Each method returns other options, with
 * one changed; a value that cannot be used is an {@link IllegalArgumentException} that names the
 * option, the value and what is expected. Passwords are shown nowhere. Immutable.
 *
 * <pre>{@code
 * MqttOptions.of("tcp://broker:1883").topic("plant/+/temperature", 1).clientId("plant-averages")
 * }</pre>
 */
public final class MqttOptions implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int MOST_KEEP_ALIVE_S = 65_535;
  private static final int MOST_RECEIVE_MAXIMUM = 65_535;
  private static final long MOST_EXPIRY_S = 0xFFFF_FFFFL;

  private final TreeMap<String, Serializable> values;

  private MqttOptions(Map<String, Serializable> values) {
    this.values = new TreeMap<>(values);
  }

  /**
   * Options for brokers; no topics yet.
   *
   * @param servers one or more addresses of the same broker or cluster, such as {@code
   *     tcp://host:1883}, {@code ssl://host:8883}, {@code ws://host/mqtt} or {@code
   *     wss://host/mqtt}; the next is tried when one cannot be reached
   */
  public static MqttOptions of(String... servers) {
    if (servers.length == 0) {
      throw MqttOption.SERVERS.refused("no servers", "one or more");
    }
    return new MqttOptions(Map.of())
        .with(
            MqttOption.SERVERS,
            Arrays.stream(servers)
                .map(Server::parse)
                .collect(Collectors.toCollection(ArrayList::new)));
  }

  /**
   * One more topic.
   *
   * @param filter a topic, or a filter with {@code +} for any name in a level and {@code #} for
   *     whatever comes at the end
   * @param qos the most that messages come with: 0 may lose some, 1 and 2 do not
   */
  public MqttOptions topic(String filter, int qos) {
    LinkedHashMap<String, Integer> topics =
        new LinkedHashMap<>(
            has(MqttOption.TOPICS) ? get(MqttOption.TOPICS) : new LinkedHashMap<>());
    topics.put(TopicFilter.check(filter), TopicFilter.checkQos(qos));
    return with(MqttOption.TOPICS, topics);
  }

  /** The protocol's version. */
  public MqttOptions version(MqttVersion version) {
    return with(MqttOption.VERSION, version);
  }

  /**
   * The name under which the broker keeps the session. It stays the same when the program starts
   * again, and no two clients of a broker may have the same.
   */
  public MqttOptions clientId(String clientId) {
    if (clientId.isBlank()) {
      throw MqttOption.CLIENT_ID.refused("a blank one", "a name");
    }
    return with(MqttOption.CLIENT_ID, clientId);
  }

  /** The group of clients among which the broker spreads the messages. */
  public MqttOptions sharedGroup(String group) {
    return with(MqttOption.SHARED_GROUP, TopicFilter.checkGroup(group));
  }

  /**
   * Has the broker forget the client when the connection ends: what it sends meanwhile, and what
   * was not acknowledged, is lost.
   */
  public MqttOptions cleanSession() {
    return with(MqttOption.CLEAN_SESSION, true);
  }

  /** How long the broker keeps a session without a connection; for MQTT 5. */
  public MqttOptions sessionExpiry(Duration expiry) {
    if (expiry.toSeconds() < 1 || expiry.toSeconds() > MOST_EXPIRY_S) {
      throw MqttOption.SESSION_EXPIRY.refused(expiry, "1 s to 136 years");
    }
    return with(MqttOption.SESSION_EXPIRY, expiry);
  }

  /** How many messages the broker may send that are not acknowledged; for MQTT 5. */
  public MqttOptions receiveMaximum(int messages) {
    if (messages < 1 || messages > MOST_RECEIVE_MAXIMUM) {
      throw MqttOption.RECEIVE_MAXIMUM.refused(messages, "1 to " + MOST_RECEIVE_MAXIMUM);
    }
    return with(MqttOption.RECEIVE_MAXIMUM, messages);
  }

  /** Who the program is to the broker. */
  public MqttOptions credentials(String user, String password) {
    return with(MqttOption.CREDENTIALS, new Credentials(user, password));
  }

  /**
   * A file, JKS or PKCS #12, with the certificates that a broker's must come from; it is read where
   * the receiver runs.
   */
  public MqttOptions trustStore(String file, String password) {
    return with(MqttOption.TRUST_STORE, keyFile(MqttOption.TRUST_STORE, file, password));
  }

  /**
   * A file, JKS or PKCS #12, with the key and the certificate of the client. The key has the
   * password of the file.
   */
  public MqttOptions keyStore(String file, String password) {
    return with(MqttOption.KEY_STORE, keyFile(MqttOption.KEY_STORE, file, password));
  }

  private static KeyFile keyFile(MqttOption<KeyFile> option, String file, String password) {
    if (file.isBlank()) {
      throw option.refused("a blank name", "the name of a file");
    }
    return new KeyFile(file, password);
  }

  /** After how much silence the client looks whether the broker is there. */
  public MqttOptions keepAlive(Duration interval) {
    if (interval.toSeconds() < 1 || interval.toSeconds() > MOST_KEEP_ALIVE_S) {
      throw MqttOption.KEEP_ALIVE.refused(interval, "1 s to " + MOST_KEEP_ALIVE_S + " s");
    }
    return with(MqttOption.KEEP_ALIVE, interval);
  }

  /** How long a broker may take to answer when the client connects, subscribes or leaves. */
  public MqttOptions connectionTimeout(Duration timeout) {
    if (timeout.toSeconds() < 1 || timeout.compareTo(Duration.ofHours(1)) > 0) {
      throw MqttOption.CONNECTION_TIMEOUT.refused(timeout, "1 s to 1 h");
    }
    return with(MqttOption.CONNECTION_TIMEOUT, timeout);
  }

  /** What the broker publishes when the program ends without leaving. */
  public MqttOptions will(MqttMessage message) {
    return with(MqttOption.WILL, message);
  }

  /**
   * How long to wait before connecting again: the least at first, doubled with each failure in a
   * row up to the most; a random part of up to a half is taken off.
   */
  public MqttOptions reconnectDelay(Duration least, Duration most) {
    if (least.toMillis() < 1 || most.compareTo(least) < 0) {
      throw MqttOption.RECONNECT_DELAY.refused(
          least + " to " + most, "1 ms or more, and no more than the longest wait");
    }
    return with(MqttOption.RECONNECT_DELAY, new Waits(least, most));
  }

  /** How many messages wait at most to be stored; besides, they are bounded to 8 MiB. */
  public MqttOptions mostBuffered(int messages) {
    if (messages < 1) {
      throw MqttOption.MOST_BUFFERED.refused(messages, "1 or more");
    }
    return with(MqttOption.MOST_BUFFERED, messages);
  }

  /**
   * What tells a message from all others of its topic for ever, also when the broker sends it
   * again: a property or a part of the payload that its publisher has set. Then each message counts
   * once. One on which the function fails, or for which it returns null, is counted as not
   * identified and may come twice.
   *
   * @param function called where the receiver runs
   */
  public MqttOptions identifiedBy(Function<MqttMessage, String> function) {
    return with(MqttOption.IDENTIFIED_BY, function);
  }

  private <V extends Serializable> MqttOptions with(MqttOption<V> option, V value) {
    Map<String, Serializable> changed = new TreeMap<>(values);
    changed.put(option.name(), value);
    return new MqttOptions(changed);
  }

  boolean has(MqttOption<?> option) {
    return values.containsKey(option.name());
  }

  /** The value of an option, or what counts without one; null if nothing does. */
  @SuppressWarnings("unchecked") // an option is the only one of its name
  <V extends Serializable> @Nullable V find(MqttOption<V> option) {
    V value = (V) values.get(option.name());
    if (value == null && !option.defaultValue().isEmpty()) {
      return option.defaultValue().get(0);
    }
    return value;
  }

  /** The value of an option that has one in any case. */
  <V extends Serializable> V get(MqttOption<V> option) {
    V value = find(option);
    if (value == null) {
      throw new NoSuchElementException("Cannot tell the MQTT option " + option.name());
    }
    return value;
  }

  /** The filters to subscribe to, with their QoS. */
  Map<String, Integer> subscriptions() {
    String group = find(MqttOption.SHARED_GROUP);
    Map<String, Integer> subscriptions = new LinkedHashMap<>();
    get(MqttOption.TOPICS)
        .forEach(
            (filter, qos) ->
                subscriptions.put(group == null ? filter : TopicFilter.shared(group, filter), qos));
    return subscriptions;
  }

  /** The highest QoS of a topic. */
  int highestQos() {
    return get(MqttOption.TOPICS).values().stream().mapToInt(qos -> qos).max().orElse(0);
  }

  /** Whether the broker keeps what is not acknowledged, and sends it again. */
  boolean isReliable() {
    return highestQos() > 0 && !get(MqttOption.CLEAN_SESSION);
  }

  /** The options that were given, without passwords. */
  @Override
  public String toString() {
    return values.toString();
  }
}
