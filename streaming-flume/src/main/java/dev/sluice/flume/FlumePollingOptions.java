package dev.sluice.flume;

import dev.sluice.function.Function;
import java.io.Serializable;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How a receiver fetches events from the sinks {@code dev.sluice.flume.sink.SluiceSink} of agents.
 * Immutable: each method returns another one.
 */
public final class FlumePollingOptions implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final String WHAT = "a Flume polling stream";
  private static final int BATCH = 1_000;
  private static final int PARALLELISM = 5;
  private static final int BATCH_BYTES = 64 << 20;

  private final List<SinkAddress> agents;
  private int maxBatchSize = BATCH;
  private int parallelism = PARALLELISM;
  private int maxBatchBytes = BATCH_BYTES;
  private Duration pollWait = Duration.ofSeconds(1);
  private Duration connectTimeout = Duration.ofSeconds(5);
  private Duration answerTimeout = Duration.ofSeconds(30);
  private @Nullable FlumeTls tls;
  private @Nullable Function<FlumeEvent, String> identity;

  private FlumePollingOptions(List<SinkAddress> agents) {
    this.agents = agents;
  }

  private FlumePollingOptions(FlumePollingOptions other) {
    this.agents = other.agents;
    this.maxBatchSize = other.maxBatchSize;
    this.parallelism = other.parallelism;
    this.maxBatchBytes = other.maxBatchBytes;
    this.pollWait = other.pollWait;
    this.connectTimeout = other.connectTimeout;
    this.answerTimeout = other.answerTimeout;
    this.tls = other.tls;
    this.identity = other.identity;
  }

  private FlumePollingOptions with(Consumer<FlumePollingOptions> change) {
    FlumePollingOptions copy = new FlumePollingOptions(this);
    change.accept(copy);
    return copy;
  }

  /** Fetches from the sink of one agent. */
  public static FlumePollingOptions polling(String host, int port) {
    return polling(List.of(InetSocketAddress.createUnresolved(host, port)));
  }

  /**
   * Fetches from the sinks of agents. Hosts are looked up anew for each connection.
   *
   * @throws IllegalArgumentException if there are none
   */
  public static FlumePollingOptions polling(List<InetSocketAddress> sinks) {
    if (sinks.isEmpty()) {
      throw new IllegalArgumentException(
          "Cannot create %s: there is nothing to poll, found no addresses, expected one or more"
              .formatted(WHAT));
    }
    return new FlumePollingOptions(
        sinks.stream()
            .map(
                sink ->
                    new SinkAddress(
                        Checks.text(WHAT, "host", sink.getHostString()),
                        Checks.port(WHAT, sink.getPort())))
            .toList());
  }

  /** Asks for so many events at a time at most, 1000 unless set. */
  public FlumePollingOptions withMaxBatchSize(int most) {
    int checked = Checks.atLeast1(WHAT, "maxBatchSize", most);
    return with(copy -> copy.maxBatchSize = checked);
  }

  /**
   * Has so many connections, 5 unless set, and at least one to each agent. Each has a thread, and
   * one batch at a time.
   */
  public FlumePollingOptions withParallelism(int connections) {
    int checked = Checks.atLeast1(WHAT, "parallelism", connections);
    return with(copy -> copy.parallelism = checked);
  }

  /**
   * Takes batches of so many bytes at most, 64 MiB unless set. The setting {@code maxBatchBytes} of
   * the sink must be smaller; one event that is larger than this stops its connection.
   */
  public FlumePollingOptions withMaxBatchBytes(int most) {
    int checked = Checks.atLeast1(WHAT, "maxBatchBytes", most);
    return with(copy -> copy.maxBatchBytes = checked);
  }

  /** Waits so long at the agent for a first event, a second unless set. */
  public FlumePollingOptions withPollWait(Duration longest) {
    Duration checked = Checks.positive(WHAT, "pollWait", longest);
    return with(copy -> copy.pollWait = checked);
  }

  /** Waits so long for a connection, 5 seconds unless set. */
  public FlumePollingOptions withConnectTimeout(Duration longest) {
    Duration checked = Checks.positive(WHAT, "connectTimeout", longest);
    return with(copy -> copy.connectTimeout = checked);
  }

  /** Waits so long for an answer beyond the poll wait, 30 seconds unless set. */
  public FlumePollingOptions withAnswerTimeout(Duration longest) {
    Duration checked = Checks.positive(WHAT, "answerTimeout", longest);
    return with(copy -> copy.answerTimeout = checked);
  }

  /** Talks to agents by TLS; their sinks have {@code ssl = true}. */
  public FlumePollingOptions withTls(FlumeTls secured) {
    return with(copy -> copy.tls = secured);
  }

  /**
   * Says what each event is known by, such as a header that the UUID interceptor of an agent has
   * set. An event that comes again then counts once. Two events with one identity are taken for
   * one.
   *
   * @param by called where the receiver runs, by several threads at a time; an event for which it
   *     returns null, or fails, is counted each time it comes
   */
  public FlumePollingOptions identifiedBy(Function<FlumeEvent, String> by) {
    return with(copy -> copy.identity = by);
  }

  List<SinkAddress> agents() {
    return agents;
  }

  int maxBatchSize() {
    return maxBatchSize;
  }

  int parallelism() {
    return parallelism;
  }

  int maxBatchBytes() {
    return maxBatchBytes;
  }

  Duration pollWait() {
    return pollWait;
  }

  Duration connectTimeout() {
    return connectTimeout;
  }

  Duration answerTimeout() {
    return answerTimeout;
  }

  @Nullable FlumeTls tls() {
    return tls;
  }

  @Nullable Function<FlumeEvent, String> identity() {
    return identity;
  }

  /** The values by the names of the methods that set them. */
  Map<String, String> values() {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("withMaxBatchSize", Integer.toString(maxBatchSize));
    values.put("withParallelism", Integer.toString(parallelism));
    values.put("withMaxBatchBytes", Integer.toString(maxBatchBytes));
    values.put("withPollWait", pollWait.toString());
    values.put("withConnectTimeout", connectTimeout.toString());
    values.put("withAnswerTimeout", answerTimeout.toString());
    values.put("withTls", tls == null ? "none" : tls.toString());
    values.put("identifiedBy", identity == null ? "none" : "a function");
    return values;
  }

  /** All options, without passwords. */
  @Override
  public String toString() {
    return "polling %s, %s".formatted(agents, values());
  }
}
