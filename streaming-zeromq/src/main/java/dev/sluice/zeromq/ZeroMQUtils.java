package dev.sluice.zeromq;

import dev.sluice.dstream.InputDStream;
import dev.sluice.function.Function;
import dev.sluice.rdd.StorageLevel;
import dev.sluice.streaming.StreamingContext;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zeromq.SocketType;

/**
 * Streams from ZeroMQ. A message is an array of frames; a converter makes any number of records of
 * it. A message on which the converter fails is left out, counted, and the first one reported.
 *
 * <p>{@code createStream} and {@code createTextStream} subscribe to publishers, {@code
 * createPullStream} takes from pushers. ZeroMQ acknowledges nothing, so that both lose what is on
 * its way when something ends, and publishers drop what is not read fast enough. {@code
 * createReliableStream} loses nothing; its senders speak a protocol, as {@link ReliableSender}.
 *
 * <p>Addresses are {@code tcp://HOST:PORT}. Blocks are kept in memory and on disk as bytes, in two
 * copies, unless a level is given. All methods throw {@link IllegalArgumentException} if an address
 * or an option cannot be used.
 */
public final class ZeroMQUtils {
  private static final Logger LOG = LoggerFactory.getLogger(ZeroMQUtils.class);
  private static final StorageLevel LEVEL = StorageLevel.MEMORY_AND_DISK_SER_2;

  private ZeroMQUtils() {}

  /**
   * What publishers send.
   *
   * @param url of the publisher, or where publishers connect to
   * @param connect whether to connect to the publisher; otherwise this is bound
   * @param topics the beginnings of the messages that are wanted; an empty one stands for all
   * @param converter called where the receiver runs with all frames, the topic's too
   */
  public static <T> InputDStream<T> createStream(
      StreamingContext context,
      String url,
      boolean connect,
      List<byte[]> topics,
      Function<byte[][], ? extends Iterable<T>> converter) {
    return createStream(context, url, connect, topics, converter, LEVEL);
  }

  /** As {@link #createStream(StreamingContext, String, boolean, List, Function)}, at the level. */
  public static <T> InputDStream<T> createStream(
      StreamingContext context,
      String url,
      boolean connect,
      List<byte[]> topics,
      Function<byte[][], ? extends Iterable<T>> converter,
      StorageLevel level) {
    return createStream(context, url, options(connect).withTopics(topics), converter, level);
  }

  /** What publishers send of the topics that the options name. */
  public static <T> InputDStream<T> createStream(
      StreamingContext context,
      String url,
      ZeroMQOptions options,
      Function<byte[][], ? extends Iterable<T>> converter) {
    return createStream(context, url, options, converter, LEVEL);
  }

  /** As {@link #createStream(StreamingContext, String, ZeroMQOptions, Function)}, at the level. */
  public static <T> InputDStream<T> createStream(
      StreamingContext context,
      String url,
      ZeroMQOptions options,
      Function<byte[][], ? extends Iterable<T>> converter,
      StorageLevel level) {
    return context.receiverStream(
        "ZeroMQ stream", receiver(SocketType.SUB, url, options, converter, level));
  }

  /** The frames behind the topic, each a text of UTF-8. */
  public static InputDStream<String> createTextStream(
      StreamingContext context, String url, boolean connect, List<byte[]> topics) {
    return createTextStream(context, url, connect, topics, LEVEL);
  }

  /** As {@link #createTextStream(StreamingContext, String, boolean, List)}, at the level. */
  public static InputDStream<String> createTextStream(
      StreamingContext context,
      String url,
      boolean connect,
      List<byte[]> topics,
      StorageLevel level) {
    return createTextStream(context, url, options(connect).withTopics(topics), level);
  }

  /** The frames behind the topic, each a text of UTF-8, of the topics that the options name. */
  public static InputDStream<String> createTextStream(
      StreamingContext context, String url, ZeroMQOptions options) {
    return createTextStream(context, url, options, LEVEL);
  }

  /** As {@link #createTextStream(StreamingContext, String, ZeroMQOptions)}, at the level. */
  public static InputDStream<String> createTextStream(
      StreamingContext context, String url, ZeroMQOptions options, StorageLevel level) {
    return createStream(context, url, options, ZeroMQUtils::textsBehindTopic, level);
  }

  /**
   * What pushers send, who wait while it is not read.
   *
   * @param url of the pusher, or where pushers connect to
   * @param connect whether to connect to the pusher; otherwise this is bound
   * @param converter called where the receiver runs
   */
  public static <T> InputDStream<T> createPullStream(
      StreamingContext context,
      String url,
      boolean connect,
      Function<byte[][], ? extends Iterable<T>> converter) {
    return createPullStream(context, url, options(connect), converter, LEVEL);
  }

  /** What pushers send, with options. */
  public static <T> InputDStream<T> createPullStream(
      StreamingContext context,
      String url,
      ZeroMQOptions options,
      Function<byte[][], ? extends Iterable<T>> converter) {
    return createPullStream(context, url, options, converter, LEVEL);
  }

  /**
   * As {@link #createPullStream(StreamingContext, String, ZeroMQOptions, Function)}, at a level.
   */
  public static <T> InputDStream<T> createPullStream(
      StreamingContext context,
      String url,
      ZeroMQOptions options,
      Function<byte[][], ? extends Iterable<T>> converter,
      StorageLevel level) {
    return context.receiverStream(
        "ZeroMQ pull stream", receiver(SocketType.PULL, url, options, converter, level));
  }

  /**
   * What reliable senders send, who keep it until it is acknowledged: once it is stored or
   * processed, see {@link dev.sluice.receiver.ReliableReceiver}. Each record counts once, as far as
   * is said there.
   *
   * @param url where senders connect to, or of the one sender that is bound
   * @param connect whether to connect to the sender; otherwise this is bound
   * @param converter called where the receiver runs with the frames that were given to the sender;
   *     of the same frames it has to make the same records
   */
  public static <T> InputDStream<T> createReliableStream(
      StreamingContext context,
      String url,
      boolean connect,
      Function<byte[][], ? extends Iterable<T>> converter) {
    return createReliableStream(context, url, options(connect), converter, LEVEL);
  }

  /** What reliable senders send, with options. */
  public static <T> InputDStream<T> createReliableStream(
      StreamingContext context,
      String url,
      ZeroMQOptions options,
      Function<byte[][], ? extends Iterable<T>> converter) {
    return createReliableStream(context, url, options, converter, LEVEL);
  }

  /**
   * As {@link #createReliableStream(StreamingContext, String, ZeroMQOptions, Function)}, at a
   * level.
   */
  public static <T> InputDStream<T> createReliableStream(
      StreamingContext context,
      String url,
      ZeroMQOptions options,
      Function<byte[][], ? extends Iterable<T>> converter,
      StorageLevel level) {
    return context.receiverStream(
        "ZeroMQ reliable stream", reliableReceiver(url, options, converter, level));
  }

  private static ZeroMQOptions options(boolean connect) {
    return connect ? ZeroMQOptions.connect() : ZeroMQOptions.bind();
  }

  private static List<String> textsBehindTopic(byte[][] frames) {
    List<String> texts = new ArrayList<>();
    for (int frame = 1; frame < frames.length; frame++) {
      texts.add(new String(frames[frame], StandardCharsets.UTF_8));
    }
    return texts;
  }

  /** The receiver of a subscribing or pulling stream. */
  static <T> MessageReceiver<T> receiver(
      SocketType type,
      String url,
      ZeroMQOptions options,
      Function<byte[][], ? extends Iterable<T>> converter,
      StorageLevel level) {
    if (type == SocketType.SUB && options.topics().isEmpty()) {
      throw new IllegalArgumentException(
          "Cannot subscribe to %s: found no topics, expected some; an empty one stands for all"
              .formatted(url));
    }
    if (type != SocketType.SUB) {
      refuseTopics(url, options);
    }
    return new MessageReceiver<>(type, endpoint(url, options), options, converter, level);
  }

  /** The receiver of a reliable stream. */
  static <T> ReliableMessageReceiver<T> reliableReceiver(
      String url,
      ZeroMQOptions options,
      Function<byte[][], ? extends Iterable<T>> converter,
      StorageLevel level) {
    refuseTopics(url, options);
    if (options.sequence().isPresent()) {
      throw new IllegalArgumentException(
          "Cannot receive reliably at %s: found sequencedBy, expected none as messages have numbers"
              .formatted(url));
    }
    return new ReliableMessageReceiver<>(endpoint(url, options), options, converter, level);
  }

  private static void refuseTopics(String url, ZeroMQOptions options) {
    if (!options.topics().isEmpty()) {
      throw new IllegalArgumentException(
          "Cannot receive at %s: found %d topics, expected none as only subscribers have them"
              .formatted(url, options.topics().size()));
    }
  }

  private static Endpoint endpoint(String url, ZeroMQOptions options) {
    Endpoint endpoint = Endpoint.of(url, options.connects());
    if (endpoint.isOpenToOthers() && !options.security().isEncrypted()) {
      LOG.warn(
          "Whoever reaches {} can send to this program, as it is bound there without CURVE",
          endpoint);
    }
    return endpoint;
  }
}
