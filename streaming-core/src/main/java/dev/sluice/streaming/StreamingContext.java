package dev.sluice.streaming;

import dev.sluice.dstream.DStream;
import dev.sluice.dstream.DStreamGraph;
import dev.sluice.dstream.DStreamLike;
import dev.sluice.dstream.Guarantee;
import dev.sluice.dstream.InputDStream;
import dev.sluice.dstream.InputSource;
import dev.sluice.dstream.PairDStream;
import dev.sluice.function.Function;
import dev.sluice.function.Function0;
import dev.sluice.function.Function2;
import dev.sluice.io.Storage;
import dev.sluice.listener.DrainReport;
import dev.sluice.listener.StreamingListener;
import dev.sluice.rdd.PairRDD;
import dev.sluice.rdd.RDD;
import dev.sluice.rdd.RddContext;
import dev.sluice.rdd.StorageLevel;
import dev.sluice.receiver.Receiver;
import dev.sluice.source.FileSources;
import dev.sluice.source.QueueSource;
import dev.sluice.source.SocketSources;
import dev.sluice.time.Clock;
import dev.sluice.time.Time;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/**
 * The entry to Sluice: makes input streams, starts the program and stops it. Several contexts may
 * be active in one process. A context that was stopped cannot be started again.
 *
 * <p>Streams are defined first, then {@link #start} runs them; nothing can be added afterwards.
 *
 * <p>Thread-safe: definitions are guarded by the graph's monitor, the life cycle by its own.
 */
public final class StreamingContext implements AutoCloseable {
  private final StreamingConf conf;
  private final Clock clock;
  private final DStreamGraph graph;
  private final LifeCycle lifeCycle;

  /**
   * A context whose master and name are in the configuration, on the system's clock.
   *
   * @param batchInterval the time between two batches, positive and in whole milliseconds
   * @throws IllegalArgumentException if the configuration has no master or name or a bad value; all
   *     problems are listed
   */
  public StreamingContext(StreamingConf conf, Duration batchInterval) {
    this(conf, batchInterval, Optional.empty());
  }

  /** A context on another clock: a manual one in tests. The clock stays the caller's. */
  public StreamingContext(StreamingConf conf, Duration batchInterval, Clock clock) {
    this(conf, batchInterval, Optional.of(clock));
  }

  /** A context with the default configuration, such as {@code local[2]} and a name. */
  public StreamingContext(String master, String appName, Duration batchInterval) {
    this(new StreamingConf().setMaster(master).setAppName(appName), batchInterval);
  }

  private StreamingContext(StreamingConf conf, Duration batchInterval, Optional<Clock> clock) {
    this.conf = conf.copy();
    this.conf.validate();
    this.lifeCycle = new LifeCycle(this.conf, batchInterval, clock);
    this.clock = lifeCycle.clock();
    this.graph = lifeCycle.graph();
  }

  /** A copy of the configuration. */
  public StreamingConf conf() {
    return conf.copy();
  }

  /** The time between two batches. */
  public Duration batchInterval() {
    return graph.batchInterval();
  }

  /** Where datasets, broadcasts and accumulators are made. */
  public RddContext rddContext() {
    return graph.rdds();
  }

  /**
   * Lines of UTF-8 text from a server, kept in memory and on disk as bytes. Lines end with a line
   * feed; those longer than {@code streaming.socket.maxLineBytes} are skipped and counted.
   */
  public InputDStream<String> socketTextStream(String host, int port) {
    return socketTextStream(host, port, StorageLevel.MEMORY_AND_DISK_SER_2);
  }

  /** Lines of UTF-8 text from a server, kept at the level. */
  public InputDStream<String> socketTextStream(String host, int port, StorageLevel level) {
    int maxLineBytes = Math.toIntExact(conf.get(ConfKeys.SOCKET_MAX_LINE_BYTES));
    Duration timeout = conf.get(ConfKeys.SOCKET_CONNECT_TIMEOUT);
    return addReceiver(
        "Socket stream", SocketSources.textLines(host, port, level, maxLineBytes, timeout));
  }

  /** What the function makes of the bytes that a server sends. */
  public <T> InputDStream<T> socketStream(
      String host, int port, Function<InputStream, Iterable<T>> converter, StorageLevel level) {
    Duration timeout = conf.get(ConfKeys.SOCKET_CONNECT_TIMEOUT);
    return addReceiver(
        "Socket stream", SocketSources.objects(host, port, converter, level, timeout));
  }

  /** Blocks of serialized records from a server, kept in memory and on disk as bytes. */
  public <T> InputDStream<T> rawSocketStream(String host, int port) {
    return rawSocketStream(host, port, StorageLevel.MEMORY_AND_DISK_SER_2);
  }

  /**
   * Blocks of serialized records from a server: a length of four bytes, the highest first, then so
   * many bytes in the form of {@link dev.sluice.io.Serializer}.
   */
  public <T> InputDStream<T> rawSocketStream(String host, int port, StorageLevel level) {
    Duration timeout = conf.get(ConfKeys.SOCKET_CONNECT_TIMEOUT);
    return addReceiver("Raw socket stream", SocketSources.raw(host, port, level, timeout));
  }

  /** What a receiver of the user's stores. */
  public <T> InputDStream<T> receiverStream(Receiver<T> receiver) {
    return addReceiver("Pluggable stream", receiver);
  }

  private <T> InputDStream<T> addReceiver(String kind, Receiver<T> receiver) {
    return graph.addReceiver(kind, receiver, Guarantee.UNRELIABLE);
  }

  /** What a source without receiver chooses for each batch. */
  public <T> InputDStream<T> sourceStream(InputSource<T> source) {
    return graph.addSource(source);
  }

  /**
   * The lines of text files that appear in a directory. A file must appear at once, such as by a
   * move, and is read once; files that are hidden or older than the context are ignored.
   */
  public InputDStream<String> textFileStream(String directory) {
    Duration minRemember = conf.get(ConfKeys.MIN_REMEMBER_DURATION);
    return graph.addSource(FileSources.textLines(directory, clock, batchInterval(), minRemember));
  }

  /** The records of fixed length in binary files that appear in a directory. */
  public InputDStream<byte[]> binaryRecordsStream(String directory, int recordLength) {
    Duration minRemember = conf.get(ConfKeys.MIN_REMEMBER_DURATION);
    return graph.addSource(
        FileSources.binaryRecords(directory, recordLength, clock, batchInterval(), minRemember));
  }

  /**
   * Datasets from a queue, one for each batch; an empty one when the queue is empty. The queue is
   * used as it is, so that datasets may be added while the program runs; access is synchronized on
   * it.
   */
  public <T> InputDStream<T> queueStream(Queue<RDD<T>> queue) {
    return queueStream(queue, true);
  }

  /** Datasets from a queue: one for each batch, or all that are there. */
  public <T> InputDStream<T> queueStream(Queue<RDD<T>> queue, boolean oneAtATime) {
    return graph.addSource(new QueueSource<>(queue, oneAtATime, Optional.empty()));
  }

  /** Datasets from a queue, and a default one for batches that find it empty. */
  public <T> InputDStream<T> queueStream(
      Queue<RDD<T>> queue, boolean oneAtATime, RDD<T> defaultRdd) {
    return graph.addSource(new QueueSource<>(queue, oneAtATime, Optional.of(defaultRdd)));
  }

  /** The records of several streams with the same slide. */
  public <T> DStream<T> union(List<? extends DStream<T>> streams) {
    return graph.union(streams);
  }

  /** The records of several streams with the same slide. */
  @SafeVarargs
  @SuppressWarnings("varargs") // the list only reads the array
  public final <T> DStream<T> union(DStream<T>... streams) {
    return union(List.of(streams));
  }

  /** The pairs of several streams with the same slide. */
  @SafeVarargs
  @SuppressWarnings("varargs") // the list only reads the array
  public final <K, V> PairDStream<K, V> union(PairDStream<K, V>... streams) {
    return unionPairs(List.of(streams));
  }

  /** The pairs of several streams with the same slide. */
  public <K, V> PairDStream<K, V> unionPairs(List<PairDStream<K, V>> streams) {
    return graph.unionPairs(streams);
  }

  /** Applies a function to the datasets of several streams, in order, and the batch time. */
  public <T> DStream<T> transform(
      List<? extends DStreamLike<?, ?, ?>> streams,
      Function2<List<RDD<?>>, Time, RDD<T>> function) {
    return graph.transform(streams, function);
  }

  /** Applies a function that makes pairs to the datasets of several streams. */
  public <K, V> PairDStream<K, V> transformToPair(
      List<? extends DStreamLike<?, ?, ?>> streams,
      Function2<List<RDD<?>>, Time, PairRDD<K, V>> function) {
    return graph.transformToPair(streams, function);
  }

  /** Remembers the datasets of every stream at least so long; may be set once. */
  public void remember(Duration duration) {
    graph.remember(duration);
  }

  /**
   * Goes on where the program with this checkpoint directory ended, or begins anew if there is
   * nothing there. The factory makes the context in both cases, with all its streams; what was kept
   * attaches to them by name when the context is started.
   *
   * @param directory the checkpoint directory, which the context gets if it has none
   * @param factory makes a context that is not started
   * @throws java.io.UncheckedIOException if there are checkpoints and none can be read
   */
  public static StreamingContext getOrCreate(
      String directory, Function0<StreamingContext> factory) {
    return getOrCreate(directory, factory, false);
  }

  /**
   * As {@link #getOrCreate(String, Function0)}.
   *
   * @param createOnError whether to begin anew if what is in the directory cannot be read; it is
   *     moved aside then
   */
  public static StreamingContext getOrCreate(
      String directory, Function0<StreamingContext> factory, boolean createOnError) {
    return Restart.getOrCreate(directory, factory, createOnError);
  }

  /**
   * The context that the factory recorded in a checkpoint directory makes: a public class with a
   * public constructor without parameters that was given to {@link #getOrCreate(String, Function0)}
   * when the program ran before.
   *
   * @throws IllegalArgumentException if there is no checkpoint
   * @throws IllegalStateException if the factory was of another kind or cannot be made
   * @throws java.io.UncheckedIOException if there are checkpoints and none can be read
   */
  public static StreamingContext fromCheckpoint(String directory) {
    return Restart.fromCheckpoint(directory);
  }

  /**
   * Keeps state and progress in a local directory, so that the program goes on from there when it
   * is started again. Data only is kept, no code and no configuration.
   *
   * @throws IllegalStateException if the context was started
   */
  public void checkpoint(String directory) {
    lifeCycle.keepIn(CheckpointPlace.of(directory));
  }

  /** As {@link #checkpoint(String)}, in a storage of one's own, which stays the caller's. */
  public void checkpoint(Storage storage) {
    lifeCycle.keepIn(CheckpointPlace.of(storage));
  }

  void attach(CheckpointPlace place, String factory) {
    lifeCycle.attach(place, factory);
  }

  /** Adds a listener, at any time. */
  public void addStreamingListener(StreamingListener listener) {
    lifeCycle.bus().addListener(listener);
  }

  /** Removes a listener, at any time. */
  public void removeStreamingListener(StreamingListener listener) {
    lifeCycle.bus().removeListener(listener);
  }

  /** How far this context is. */
  public StreamingContextState getState() {
    return lifeCycle.state();
  }

  /**
   * Starts the program; without effect if it is started already.
   *
   * @throws IllegalArgumentException if there is no output operation
   * @throws IllegalStateException if it was stopped
   */
  public void start() {
    lifeCycle.start();
  }

  /**
   * Waits until the program is stopped.
   *
   * @throws StreamingException if it failed; the cause is the user's own exception
   */
  public void awaitTermination() throws InterruptedException {
    lifeCycle.await(Long.MAX_VALUE);
  }

  /**
   * Waits until the program is stopped, at most so long.
   *
   * @return whether it was stopped
   * @throws StreamingException if it failed; the cause is the user's own exception
   */
  public boolean awaitTerminationOrTimeout(long timeoutMs) throws InterruptedException {
    return lifeCycle.await(timeoutMs);
  }

  /** Stops without draining, as {@code stop(false)}. */
  public DrainReport stop() {
    return stop(false);
  }

  /**
   * Stops the program. When graceful, receivers stop first and everything they received is
   * processed, for at most {@code streaming.gracefulStopTimeout}; else what runs is interrupted.
   * Called again, it waits for the stop under way; called by a thread of the program itself, such
   * as in an output operation, it returns at once and the stop goes on.
   *
   * @return an account of what was done and what is left
   */
  public DrainReport stop(boolean graceful) {
    return lifeCycle.stop(graceful);
  }

  /** Stops without draining. */
  @Override
  public void close() {
    stop(false);
  }
}
