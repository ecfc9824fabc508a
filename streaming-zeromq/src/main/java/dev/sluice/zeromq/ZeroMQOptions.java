package dev.sluice.zeromq;

import dev.sluice.function.Function;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.zeromq.ZMQ;

/**
 * How a socket is set up. {@link #connect} and {@link #bind} begin; each other method gives a copy
 * with one thing changed. Immutable. Keys and passwords are in no text of this.
 */
public final class ZeroMQOptions implements Cloneable, Serializable {
  private static final long serialVersionUID = 1L;

  private final boolean connects;
  private ArrayList<byte[]> topics = new ArrayList<>();
  private int receiveHighWaterMark = 1_000;
  private long maxMessageBytes = 64 << 20;
  private Timing timing = Timing.USUAL;
  private Security security = new Security.None();
  private String identity = "";
  private int window = 10_000;
  private long windowBytes = 64 << 20;
  private int mostSenders = 1_000;
  private @Nullable Function<byte[][], Long> sequence;

  private ZeroMQOptions(boolean connects) {
    this.connects = connects;
  }

  private ZeroMQOptions copy() {
    try {
      return (ZeroMQOptions) clone();
    } catch (CloneNotSupportedException impossible) {
      throw new AssertionError(impossible);
    }
  }

  /** A socket that connects to its peer. */
  public static ZeroMQOptions connect() {
    return new ZeroMQOptions(true);
  }

  /** A socket that is bound, so that peers connect to it. */
  public static ZeroMQOptions bind() {
    return new ZeroMQOptions(false);
  }

  /**
   * The beginnings of messages that a subscriber gets, instead of those that were set before; an
   * empty one stands for all messages. For subscribers only.
   */
  public ZeroMQOptions withTopics(Collection<byte[]> beginnings) {
    ZeroMQOptions copy = copy();
    copy.topics = new ArrayList<>();
    beginnings.forEach(topic -> copy.topics.add(topic.clone()));
    return copy;
  }

  /** The same as texts of UTF-8. */
  public ZeroMQOptions withTopics(String... beginnings) {
    List<byte[]> bytes = new ArrayList<>();
    for (String topic : beginnings) {
      bytes.add(topic.getBytes(StandardCharsets.UTF_8));
    }
    return withTopics(bytes);
  }

  /**
   * How many messages of each connection wait in memory until they are read; 1,000 unless set.
   *
   * @throws IllegalArgumentException if less than 1
   */
  public ZeroMQOptions withReceiveHighWaterMark(int messages) {
    ZeroMQOptions copy = copy();
    copy.receiveHighWaterMark = Bounds.atLeastOne("a high-water mark", messages);
    return copy;
  }

  /**
   * How long a frame may be; a longer one ends its connection, which is reported, and another is
   * made. 64 MiB unless set.
   *
   * @throws IllegalArgumentException if less than 1
   */
  public ZeroMQOptions withMaxMessageBytes(long bytes) {
    ZeroMQOptions copy = copy();
    copy.maxMessageBytes = Bounds.atLeastOne("a limit of message bytes", bytes);
    return copy;
  }

  /**
   * How often peers are asked whether they are there, and how long they may be silent until the
   * connection ends; 5 and 15 seconds unless set. Peers older than libzmq 4.2 know no heartbeats:
   * {@link #withoutHeartbeat}.
   *
   * @throws IllegalArgumentException if not of 1 ms to 1 hour
   */
  public ZeroMQOptions withHeartbeat(Duration interval, Duration timeout) {
    ZeroMQOptions copy = copy();
    copy.timing =
        timing.withHeartbeat(
            Bounds.length("a heartbeat's interval", interval),
            Bounds.length("a heartbeat's timeout", timeout));
    return copy;
  }

  /** Without heartbeats; a peer that hangs then is a silent one. */
  public ZeroMQOptions withoutHeartbeat() {
    ZeroMQOptions copy = copy();
    copy.timing = timing.withHeartbeat(Duration.ZERO, Duration.ZERO);
    return copy;
  }

  /**
   * How long to wait until a lost connection is tried again, for the first time and at most; the
   * wait doubles. 100 ms and 5 seconds unless set.
   *
   * @throws IllegalArgumentException if not of 1 ms to 1 hour
   */
  public ZeroMQOptions withReconnect(Duration first, Duration most) {
    ZeroMQOptions copy = copy();
    copy.timing =
        timing.withReconnect(
            Bounds.length("a wait before reconnecting", first),
            Bounds.length("a wait before reconnecting", most));
    return copy;
  }

  /**
   * Encrypts by CURVE, as its client. Keys are in Z85, as {@code ZMQ.Curve.generateKeyPair()} and
   * {@code zmq_curve_keypair} give them.
   *
   * @param serverKey the server's public key
   * @throws IllegalArgumentException if one is no key
   */
  public ZeroMQOptions withCurveClient(String serverKey, String publicKey, String secretKey) {
    return withSecurity(new Security.CurveClient(serverKey, publicKey, secretKey));
  }

  /**
   * Encrypts by CURVE, as its server, which lets come only clients that have one of these public
   * keys; without any, all that know the server's public key. Keys are in Z85.
   *
   * @throws IllegalArgumentException if one is no key
   */
  public ZeroMQOptions withCurveServer(String publicKey, String secretKey, Set<String> clientKeys) {
    return withSecurity(Security.CurveServer.of(publicKey, secretKey, clientKeys));
  }

  /**
   * Sends a name and a password, as they are, to a server of PLAIN.
   *
   * @throws IllegalArgumentException if one is empty or too long
   */
  public ZeroMQOptions withPlainClient(String user, String password) {
    return withSecurity(new Security.PlainClient(user, password));
  }

  /**
   * Lets come only clients of PLAIN with these names and passwords.
   *
   * @throws IllegalArgumentException if one is empty or too long
   */
  public ZeroMQOptions withPlainServer(Map<String, String> passwords) {
    return withSecurity(Security.PlainServer.of(passwords));
  }

  private ZeroMQOptions withSecurity(Security next) {
    ZeroMQOptions copy = copy();
    copy.security = next;
    return copy;
  }

  /**
   * How the socket calls itself to its peers; nothing unless set.
   *
   * @throws IllegalArgumentException if empty or longer than 255 bytes
   */
  public ZeroMQOptions withIdentity(String name) {
    ZeroMQOptions copy = copy();
    copy.identity = Bounds.name("an identity", name);
    return copy;
  }

  /**
   * How many messages a reliable sender may have sent without acknowledgement, and how many bytes
   * of them it keeps; 10,000 and 64 MiB unless set. The receiver tells each sender the number, and
   * the sender takes the smaller of the two. The bytes are only for senders.
   *
   * @throws IllegalArgumentException if less than 1
   */
  public ZeroMQOptions withWindow(int messages, long bytes) {
    ZeroMQOptions copy = copy();
    copy.window = Bounds.atLeastOne("a window", messages);
    copy.windowBytes = Bounds.atLeastOne("a window's bytes", bytes);
    return copy;
  }

  /**
   * How many reliable senders a receiver serves at a time; 1,000 unless set.
   *
   * @throws IllegalArgumentException if less than 1
   */
  public ZeroMQOptions withMostSenders(int senders) {
    ZeroMQOptions copy = copy();
    copy.mostSenders = Bounds.atLeastOne("a number of senders", senders);
    return copy;
  }

  /**
   * Counts what is missing: the function gives the number of a message, by which its publisher
   * counts up what it sends to these subscribers or pullers, or null if it has none. Not for
   * reliable streams, which number by themselves.
   */
  public ZeroMQOptions sequencedBy(Function<byte[][], Long> numberOf) {
    ZeroMQOptions copy = copy();
    copy.sequence = numberOf;
    return copy;
  }

  /** Tells a socket that neither connects nor is bound yet. */
  void apply(ZMQ.Socket socket) {
    socket.setRcvHWM(receiveHighWaterMark);
    socket.setMaxMsgSize(maxMessageBytes);
    timing.apply(socket);
    if (!identity.isEmpty()) {
      socket.setIdentity(identity.getBytes(StandardCharsets.UTF_8));
    }
    security.apply(socket);
  }

  boolean connects() {
    return connects;
  }

  List<byte[]> topics() {
    return topics;
  }

  int receiveHighWaterMark() {
    return receiveHighWaterMark;
  }

  Timing timing() {
    return timing;
  }

  Security security() {
    return security;
  }

  int window() {
    return window;
  }

  long windowBytes() {
    return windowBytes;
  }

  int mostSenders() {
    return mostSenders;
  }

  Optional<Function<byte[][], Long>> sequence() {
    return Optional.ofNullable(sequence);
  }

  /** What is set, by the names of the methods that set it. */
  Map<String, String> shown() {
    Map<String, String> shown = new LinkedHashMap<>();
    shown.put("withTopics", "%d topics".formatted(topics.size()));
    shown.put("withReceiveHighWaterMark", Integer.toString(receiveHighWaterMark));
    shown.put("withMaxMessageBytes", Long.toString(maxMessageBytes));
    shown.put("withHeartbeat", timing.shownHeartbeat());
    shown.put("withReconnect", timing.shownReconnect());
    shown.put("security", security.toString());
    shown.put("withIdentity", identity.isEmpty() ? "none" : identity);
    shown.put("withWindow", "%d messages, %d bytes".formatted(window, windowBytes));
    shown.put("withMostSenders", Integer.toString(mostSenders));
    shown.put("sequencedBy", sequence == null ? "none" : "a function");
    return shown;
  }

  @Override
  public String toString() {
    return (connects ? "connect " : "bind ") + shown();
  }
}
