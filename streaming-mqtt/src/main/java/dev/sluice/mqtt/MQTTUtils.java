package dev.sluice.mqtt;

import dev.sluice.dstream.InputDStream;
import dev.sluice.dstream.PairDStream;
import dev.sluice.function.Function;
import dev.sluice.rdd.StorageLevel;
import dev.sluice.receiver.Receiver;
import dev.sluice.streaming.ConfKeys;
import dev.sluice.streaming.StreamingContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Streams from MQTT brokers.
 *
 * <p>{@link #createStream(StreamingContext, MqttOptions, Function)} has everything; the others are
 * short forms of it, at QoS 1 unless they say otherwise. At QoS 1 and 2, in a session that the
 * broker keeps, a message is acknowledged to the broker once it is stored, or its batch done, as
 * {@code streaming.receiver.ackAfter} says; {@link dev.sluice.receiver.ReliableReceiver} has the
 * details. The session is that of the client's id, which is made of the program's name and the
 * stream's number unless it is given. At QoS 0, and without session, messages may be lost.
 *
 * <p>A user or a password that is null is none. A version is 4 for MQTT 3.1.1, 5 for MQTT 5, 0 for
 * the default. Timeout and keep-alive are in seconds, 0 for the default. Blocks are kept in memory
 * and on disk as bytes, in two copies, unless a level is given.
 */
public final class MQTTUtils {
  private static final Logger LOG = LoggerFactory.getLogger(MQTTUtils.class);
  private static final StorageLevel LEVEL = StorageLevel.MEMORY_AND_DISK_SER_2;
  private static final int QOS = 1;

  private MQTTUtils() {}

  /**
   * What a function makes of messages.
   *
   * @param function called where the receiver runs; a message is left out on which it fails or for
   *     which it returns null
   * @throws IllegalArgumentException if no stream can be made of the options
   */
  public static <T> InputDStream<T> createStream(
      StreamingContext context, MqttOptions options, Function<MqttMessage, T> function) {
    return createStream(context, options, function, LEVEL);
  }

  /** As {@link #createStream(StreamingContext, MqttOptions, Function)}, kept at the level. */
  public static <T> InputDStream<T> createStream(
      StreamingContext context,
      MqttOptions options,
      Function<MqttMessage, T> function,
      StorageLevel level) {
    return context.receiverStream(
        "MQTT stream", receiver(options, context.conf().get(ConfKeys.APP_NAME), function, level));
  }

  /** The receiver of a stream. */
  static <T> Receiver<T> receiver(
      MqttOptions options, String program, Function<MqttMessage, T> function, StorageLevel level) {
    OptionChecks.check(options);
    if (options.isReliable()) {
      return new MqttReceiver<>(options, program, function, level);
    }
    if (options.highestQos() > 0) {
      LOG.warn(
          "{} is received without a session: what is sent while the program is away is lost",
          options.get(MqttOption.TOPICS).keySet());
    }
    return new UnreliableMqttReceiver<>(options, program, function, level);
  }

  /** The texts of a topic at QoS 1. */
  public static InputDStream<String> createStream(
      StreamingContext context, String url, String topic) {
    return createStream(context, url, topic, LEVEL);
  }

  /** The texts of a topic at QoS 1, kept at the level. */
  public static InputDStream<String> createStream(
      StreamingContext context, String url, String topic, StorageLevel level) {
    return createStream(context, ShortForms.options(url, QOS, topic), MqttMessage::text, level);
  }

  /** The texts of a topic at QoS 1 for a user, kept at the level. */
  public static InputDStream<String> createStream(
      StreamingContext context,
      String url,
      String topic,
      StorageLevel level,
      @Nullable String user,
      @Nullable String password) {
    return createStream(
        context,
        ShortForms.as(ShortForms.options(url, QOS, topic), user, password),
        MqttMessage::text,
        level);
  }

  /** The texts of a topic at QoS 1 for a client and user. */
  public static InputDStream<String> createStream(
      StreamingContext context,
      String url,
      String topic,
      String clientId,
      @Nullable String user,
      @Nullable String password,
      boolean cleanSession) {
    return createStream(context, url, topic, clientId, user, password, cleanSession, QOS, 0, 0, 0);
  }

  /** The texts of a topic for a client and user. */
  public static InputDStream<String> createStream(
      StreamingContext context,
      String url,
      String topic,
      String clientId,
      @Nullable String user,
      @Nullable String password,
      boolean cleanSession,
      int qos,
      int timeout,
      int keepAlive,
      int version) {
    MqttOptions options =
        ShortForms.options(
            url, topic, clientId, user, password, cleanSession, qos, timeout, keepAlive, version);
    return createStream(context, options, MqttMessage::text);
  }

  /** The texts of a topic for a client and user, kept at the level. */
  public static InputDStream<String> createStream(
      StreamingContext context,
      String url,
      String topic,
      StorageLevel level,
      String clientId,
      @Nullable String user,
      @Nullable String password,
      boolean cleanSession,
      int qos,
      int timeout,
      int keepAlive,
      int version) {
    MqttOptions options =
        ShortForms.options(
            url, topic, clientId, user, password, cleanSession, qos, timeout, keepAlive, version);
    return createStream(context, options, MqttMessage::text, level);
  }

  /** Topics and texts at QoS 1. */
  public static PairDStream<String, String> createPairedStream(
      StreamingContext context, String url, String[] topics) {
    return createPairedStream(context, url, topics, LEVEL);
  }

  /** Topics and texts at QoS 1, kept at the level. */
  public static PairDStream<String, String> createPairedStream(
      StreamingContext context, String url, String[] topics, StorageLevel level) {
    return PairDStream.of(
        createStream(context, ShortForms.options(url, QOS, topics), ShortForms::paired, level));
  }

  /** Topics and texts at QoS 1 for a client and user. */
  public static PairDStream<String, String> createPairedStream(
      StreamingContext context,
      String url,
      String[] topics,
      String clientId,
      @Nullable String user,
      @Nullable String password,
      boolean cleanSession) {
    return createPairedStream(
        context, url, topics, clientId, user, password, cleanSession, QOS, 0, 0, 0);
  }

  /** Topics and texts for a client and user. */
  public static PairDStream<String, String> createPairedStream(
      StreamingContext context,
      String url,
      String[] topics,
      String clientId,
      @Nullable String user,
      @Nullable String password,
      boolean cleanSession,
      int qos,
      int timeout,
      int keepAlive,
      int version) {
    MqttOptions options =
        ShortForms.options(
            url, topics, clientId, user, password, cleanSession, qos, timeout, keepAlive, version);
    return PairDStream.of(createStream(context, options, ShortForms::paired));
  }

  /** Topics and texts for a client and user, kept at the level. */
  public static PairDStream<String, String> createPairedStream(
      StreamingContext context,
      String url,
      String[] topics,
      StorageLevel level,
      String clientId,
      @Nullable String user,
      @Nullable String password,
      boolean cleanSession,
      int qos,
      int timeout,
      int keepAlive,
      int version) {
    MqttOptions options =
        ShortForms.options(
            url, topics, clientId, user, password, cleanSession, qos, timeout, keepAlive, version);
    return PairDStream.of(createStream(context, options, ShortForms::paired, level));
  }

  /** Topics and payloads at QoS 1. */
  public static PairDStream<String, byte[]> createPairedByteArrayStream(
      StreamingContext context, String url, String[] topics) {
    return createPairedByteArrayStream(context, url, topics, LEVEL);
  }

  /** Topics and payloads at QoS 1, kept at the level. */
  public static PairDStream<String, byte[]> createPairedByteArrayStream(
      StreamingContext context, String url, String[] topics, StorageLevel level) {
    return PairDStream.of(
        createStream(
            context, ShortForms.options(url, QOS, topics), ShortForms::pairedBytes, level));
  }

  /** Topics and payloads at QoS 1 for a client and user. */
  public static PairDStream<String, byte[]> createPairedByteArrayStream(
      StreamingContext context,
      String url,
      String[] topics,
      String clientId,
      @Nullable String user,
      @Nullable String password,
      boolean cleanSession) {
    return createPairedByteArrayStream(
        context, url, topics, clientId, user, password, cleanSession, QOS, 0, 0, 0);
  }

  /** Topics and payloads for a client and user. */
  public static PairDStream<String, byte[]> createPairedByteArrayStream(
      StreamingContext context,
      String url,
      String[] topics,
      String clientId,
      @Nullable String user,
      @Nullable String password,
      boolean cleanSession,
      int qos,
      int timeout,
      int keepAlive,
      int version) {
    MqttOptions options =
        ShortForms.options(
            url, topics, clientId, user, password, cleanSession, qos, timeout, keepAlive, version);
    return PairDStream.of(createStream(context, options, ShortForms::pairedBytes));
  }

  /** Topics and payloads for a client and user, kept at the level. */
  public static PairDStream<String, byte[]> createPairedByteArrayStream(
      StreamingContext context,
      String url,
      String[] topics,
      StorageLevel level,
      String clientId,
      @Nullable String user,
      @Nullable String password,
      boolean cleanSession,
      int qos,
      int timeout,
      int keepAlive,
      int version) {
    MqttOptions options =
        ShortForms.options(
            url, topics, clientId, user, password, cleanSession, qos, timeout, keepAlive, version);
    return PairDStream.of(createStream(context, options, ShortForms::pairedBytes, level));
  }
}
