package dev.sluice.flume;

import dev.sluice.function.Function;
import java.io.Serializable;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How a receiver listens for the Avro sinks of agents. Immutable: each method returns another one.
 */
public final class FlumeOptions implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final String WHAT = "a Flume stream";
  private static final int CONNECTIONS = 100;
  private static final int FRAME_BYTES = 32 << 20;
  private static final Duration IDLE = Duration.ofHours(1);
  private static final Duration CALL = Duration.ofSeconds(30);

  private final int port;
  private String host = "127.0.0.1";
  private boolean decompression;
  private @Nullable FlumeTls tls;
  private AddressList allowed = AddressList.ALL;
  private int maxConnections = CONNECTIONS;
  private int maxCallBytes = FRAME_BYTES;
  private Duration idleTimeout = IDLE;
  private Duration callTimeout = CALL;
  private @Nullable Function<FlumeEvent, String> identity;

  private FlumeOptions(int port) {
    this.port = port;
  }

  private FlumeOptions(FlumeOptions other) {
    this.port = other.port;
    this.host = other.host;
    this.decompression = other.decompression;
    this.tls = other.tls;
    this.allowed = other.allowed;
    this.maxConnections = other.maxConnections;
    this.maxCallBytes = other.maxCallBytes;
    this.idleTimeout = other.idleTimeout;
    this.callTimeout = other.callTimeout;
    this.identity = other.identity;
  }

  private FlumeOptions with(Consumer<FlumeOptions> change) {
    FlumeOptions copy = new FlumeOptions(this);
    change.accept(copy);
    return copy;
  }

  /**
   * Listens on a port, for agents on the same machine.
   *
   * @throws IllegalArgumentException if it is not from 1 to 65535
   */
  public static FlumeOptions listeningOn(int port) {
    return new FlumeOptions(Checks.port(WHAT, port));
  }

  /**
   * Listens on that address of the machine, {@code 127.0.0.1} unless set. {@code 0.0.0.0} is all of
   * them: then think of {@link #withTls} and {@link #withAllowedAddresses}.
   */
  public FlumeOptions withHost(String listened) {
    String checked = Checks.text(WHAT, "host", listened);
    return with(copy -> copy.host = checked);
  }

  /** Whether agents compress: their sinks have {@code compression-type = deflate}. */
  public FlumeOptions withDecompression(boolean compressed) {
    return with(copy -> copy.decompression = compressed);
  }

  /**
   * Talks to agents by TLS; their sinks have {@code ssl = true}.
   *
   * @throws IllegalArgumentException if it has no key store
   */
  public FlumeOptions withTls(FlumeTls secured) {
    if (!secured.hasKeys()) {
      throw new IllegalArgumentException(
          "Cannot create %s: agents need to know whom they talk to, found no key store, expected one"
              .formatted(WHAT));
    }
    return with(copy -> copy.tls = secured);
  }

  /**
   * Lets only agents at these addresses connect, or in these networks, such as {@code 10.1.0.0/16}.
   *
   * @throws IllegalArgumentException if one is neither
   */
  public FlumeOptions withAllowedAddresses(String... addresses) {
    AddressList list = new AddressList(List.of(addresses));
    return with(copy -> copy.allowed = list);
  }

  /** Has so many agents connected at a time at most, 100 unless set. Each has a thread. */
  public FlumeOptions withMaxConnections(int most) {
    int checked = Checks.atLeast1(WHAT, "maxConnections", most);
    return with(copy -> copy.maxConnections = checked);
  }

  /**
   * Takes calls of so many bytes at most, 32 MiB unless set: an agent's batch has to be smaller. A
   * larger one ends its connection.
   */
  public FlumeOptions withMaxCallBytes(int most) {
    int checked = Checks.atLeast1(WHAT, "maxCallBytes", most);
    return with(copy -> copy.maxCallBytes = checked);
  }

  /** Ends a connection on which nothing was called for so long, an hour unless set. */
  public FlumeOptions withIdleTimeout(Duration longest) {
    Duration checked = Checks.positive(WHAT, "idleTimeout", longest);
    return with(copy -> copy.idleTimeout = checked);
  }

  /** Ends a connection on which a call takes longer to arrive, 30 seconds unless set. */
  public FlumeOptions withCallTimeout(Duration longest) {
    Duration checked = Checks.positive(WHAT, "callTimeout", longest);
    return with(copy -> copy.callTimeout = checked);
  }

  /**
   * Says what each event is known by, such as a header that the UUID interceptor of an agent has
   * set. An event that comes again then counts once. Two events with one identity are taken for
   * one.
   *
   * @param by called where the receiver runs, by several threads at a time; an event for which it
   *     returns null, or fails, is counted each time it comes
   */
  public FlumeOptions identifiedBy(Function<FlumeEvent, String> by) {
    return with(copy -> copy.identity = by);
  }

  String host() {
    return host;
  }

  int port() {
    return port;
  }

  boolean isDecompressing() {
    return decompression;
  }

  @Nullable FlumeTls tls() {
    return tls;
  }

  AddressList allowed() {
    return allowed;
  }

  int maxConnections() {
    return maxConnections;
  }

  int maxCallBytes() {
    return maxCallBytes;
  }

  Duration idleTimeout() {
    return idleTimeout;
  }

  Duration callTimeout() {
    return callTimeout;
  }

  @Nullable Function<FlumeEvent, String> identity() {
    return identity;
  }

  /** The values by the names of the methods that set them. */
  Map<String, String> values() {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("withHost", host);
    values.put("withDecompression", Boolean.toString(decompression));
    values.put("withTls", tls == null ? "none" : tls.toString());
    values.put(
        "withAllowedAddresses", allowed.entries().isEmpty() ? "all" : allowed.entries().toString());
    values.put("withMaxConnections", Integer.toString(maxConnections));
    values.put("withMaxCallBytes", Integer.toString(maxCallBytes));
    values.put("withIdleTimeout", idleTimeout.toString());
    values.put("withCallTimeout", callTimeout.toString());
    values.put("identifiedBy", identity == null ? "none" : "a function");
    return values;
  }

  /** All options, without passwords. */
  @Override
  public String toString() {
    return "listeningOn %d, %s".formatted(port, values());
  }
}
