package dev.sluice.flume;

import dev.sluice.dstream.InputDStream;
import dev.sluice.rdd.StorageLevel;
import dev.sluice.streaming.StreamingContext;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * Streams of events from Apache Flume.
 *
 * <p>A stream of {@code createStream} has a receiver that listens; the Avro sinks of agents push to
 * it. One of {@code createPollingStream} has a receiver that connects to agents, in which the sink
 * of the artifact {@code streaming-flume-sink} runs, and fetches what their channels have.
 *
 * <p>Either way an agent takes events off its channel once they are stored, or their batch is done,
 * as {@code streaming.receiver.ackAfter} says; {@link dev.sluice.receiver.ReliableReceiver} has the
 * details. An agent that does not hear of that sends them again, so that they count at least once;
 * {@link FlumeOptions#identifiedBy} lets each count once.
 */
public final class FlumeUtils {
  private static final StorageLevel LEVEL = StorageLevel.MEMORY_AND_DISK_SER_2;

  private FlumeUtils() {}

  /**
   * What the Avro sinks of agents push, kept in memory and on disk as bytes, in two copies.
   *
   * @param host the address to listen on; {@code 0.0.0.0} for all of the machine
   */
  public static InputDStream<FlumeEvent> createStream(
      StreamingContext context, String host, int port) {
    return createStream(context, host, port, LEVEL);
  }

  /** As {@link #createStream(StreamingContext, String, int)}, kept at the level. */
  public static InputDStream<FlumeEvent> createStream(
      StreamingContext context, String host, int port, StorageLevel level) {
    return createStream(context, host, port, level, false);
  }

  /**
   * As {@link #createStream(StreamingContext, String, int)}, kept at the level.
   *
   * @param decompression whether the agents' sinks have {@code compression-type = deflate}
   */
  public static InputDStream<FlumeEvent> createStream(
      StreamingContext context, String host, int port, StorageLevel level, boolean decompression) {
    FlumeOptions options = FlumeOptions.listeningOn(port).withHost(host);
    return createStream(context, options.withDecompression(decompression), level);
  }

  /** What the Avro sinks of agents push, kept in memory and on disk as bytes, in two copies. */
  public static InputDStream<FlumeEvent> createStream(
      StreamingContext context, FlumeOptions options) {
    return createStream(context, options, LEVEL);
  }

  /** As {@link #createStream(StreamingContext, FlumeOptions)}, kept at the level. */
  public static InputDStream<FlumeEvent> createStream(
      StreamingContext context, FlumeOptions options, StorageLevel level) {
    return context.receiverStream("Flume stream", new PushReceiver(options, level));
  }

  /**
   * What is fetched from the sink in an agent, kept in memory and on disk as bytes, in two copies.
   */
  public static InputDStream<FlumeEvent> createPollingStream(
      StreamingContext context, String host, int port) {
    return createPollingStream(context, host, port, LEVEL);
  }

  /** As {@link #createPollingStream(StreamingContext, String, int)}, kept at the level. */
  public static InputDStream<FlumeEvent> createPollingStream(
      StreamingContext context, String host, int port, StorageLevel level) {
    return createPollingStream(context, FlumePollingOptions.polling(host, port), level);
  }

  /** What is fetched from the sinks in agents, kept at the level. */
  public static InputDStream<FlumeEvent> createPollingStream(
      StreamingContext context, List<InetSocketAddress> addresses, StorageLevel level) {
    return createPollingStream(context, FlumePollingOptions.polling(addresses), level);
  }

  /** What is fetched from the sinks in agents, kept at the level. */
  public static InputDStream<FlumeEvent> createPollingStream(
      StreamingContext context, InetSocketAddress[] addresses, StorageLevel level) {
    return createPollingStream(context, List.of(addresses), level);
  }

  /**
   * What is fetched from the sinks in agents, kept at the level.
   *
   * @param maxBatchSize how many events are asked for at a time at most; 1000 in the other forms
   * @param parallelism how many connections there are, at least one to each agent; 5 in the others
   */
  public static InputDStream<FlumeEvent> createPollingStream(
      StreamingContext context,
      List<InetSocketAddress> addresses,
      StorageLevel level,
      int maxBatchSize,
      int parallelism) {
    FlumePollingOptions options =
        FlumePollingOptions.polling(addresses)
            .withMaxBatchSize(maxBatchSize)
            .withParallelism(parallelism);
    return createPollingStream(context, options, level);
  }

  /** As the form with a list of addresses. */
  public static InputDStream<FlumeEvent> createPollingStream(
      StreamingContext context,
      InetSocketAddress[] addresses,
      StorageLevel level,
      int maxBatchSize,
      int parallelism) {
    return createPollingStream(context, List.of(addresses), level, maxBatchSize, parallelism);
  }

  /**
   * What is fetched from the sinks in agents, kept in memory and on disk as bytes, in two copies.
   */
  public static InputDStream<FlumeEvent> createPollingStream(
      StreamingContext context, FlumePollingOptions options) {
    return createPollingStream(context, options, LEVEL);
  }

  /** As {@link #createPollingStream(StreamingContext, FlumePollingOptions)}, kept at the level. */
  public static InputDStream<FlumeEvent> createPollingStream(
      StreamingContext context, FlumePollingOptions options, StorageLevel level) {
    return context.receiverStream("Flume polling stream", new PollingReceiver(options, level));
  }
}
