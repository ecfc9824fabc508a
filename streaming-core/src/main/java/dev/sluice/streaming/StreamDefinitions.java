package dev.sluice.streaming;

import dev.sluice.dstream.DStream;
import dev.sluice.dstream.DStreamGraph;
import dev.sluice.dstream.DStreamLike;
import dev.sluice.dstream.DStreams;
import dev.sluice.dstream.Guarantee;
import dev.sluice.dstream.InputDStream;
import dev.sluice.dstream.InputSource;
import dev.sluice.dstream.PairDStream;
import dev.sluice.function.Function;
import dev.sluice.function.Function2;
import dev.sluice.io.KryoSerializer;
import dev.sluice.io.Storage;
import dev.sluice.quarantine.Quarantine;
import dev.sluice.rdd.PairRDD;
import dev.sluice.rdd.RDD;
import dev.sluice.rdd.StorageLevel;
import dev.sluice.receiver.IdentifiedRecords;
import dev.sluice.receiver.Receiver;
import dev.sluice.receiver.ReliableReceiver;
import dev.sluice.source.FileFinder;
import dev.sluice.source.FileFormat;
import dev.sluice.source.FileSettings;
import dev.sluice.source.FileSources;
import dev.sluice.source.QueueSource;
import dev.sluice.source.ReplaySource;
import dev.sluice.source.SocketSources;
import dev.sluice.time.Clock;
import dev.sluice.time.Time;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/**
 * The streams that a context makes. Thread-safe: definitions are guarded by the graph's monitor.
 */
abstract sealed class StreamDefinitions permits StreamingContext {
  private final StreamingConf conf;
  private final Clock clock;
  private final DStreamGraph graph;

  StreamDefinitions(StreamingConf conf, Clock clock, DStreamGraph graph) {
    this.conf = conf;
    this.clock = clock;
    this.graph = graph;
  }

  /** The time between two batches. */
  public Duration batchInterval() {
    return graph.batchInterval();
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
    return receiverStream("Pluggable stream", receiver);
  }

  /** What a receiver stores; the kind is for what is shown, such as {@code Kafka stream}. */
  public <T> InputDStream<T> receiverStream(String kind, Receiver<T> receiver) {
    return addReceiver(kind, receiver);
  }

  private <T> InputDStream<T> addReceiver(String kind, Receiver<T> receiver) {
    boolean reliable = receiver instanceof ReliableReceiver<?, ?>;
    int partitions =
        BlockIntervals.mostPartitions(
            conf.get(ConfKeys.BLOCK_INTERVAL), batchInterval(), taskThreads(), reliable);
    return graph.addReceiver(kind, receiver, guarantee(receiver, reliable), partitions);
  }

  private static Guarantee guarantee(Receiver<?> receiver, boolean reliable) {
    if (!reliable) {
      return Guarantee.UNRELIABLE;
    }
    return IdentifiedRecords.areOf(receiver) ? Guarantee.IDENTIFYING : Guarantee.RELIABLE;
  }

  private int taskThreads() {
    return graph.rdds().defaultParallelism();
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

  /**
   * The records of files of a format of one's own, on a file system of one's own, such as those of
   * {@code streaming-hadoop}. A file must appear at once and is read once.
   *
   * @param finder finds the files
   * @param newFilesOnly whether files that are older than the context are ignored
   * @param format reads a file
   */
  public <T> InputDStream<T> fileStream(
      FileFinder finder, boolean newFilesOnly, FileFormat<T> format) {
    Time after = new Time(newFilesOnly ? clock.millis() : 0);
    Duration minRemember = conf.get(ConfKeys.MIN_REMEMBER_DURATION);
    return graph.addSource(
        FileSources.of(new FileSettings(finder, after, batchInterval(), minRemember), format));
  }

  /** The records of fixed length in binary files that appear in a directory. */
  public InputDStream<byte[]> binaryRecordsStream(String directory, int recordLength) {
    Duration minRemember = conf.get(ConfKeys.MIN_REMEMBER_DURATION);
    return graph.addSource(
        FileSources.binaryRecords(directory, recordLength, clock, batchInterval(), minRemember));
  }

  /**
   * The records that {@link dev.sluice.dstream.ErrorPolicy#quarantine(String)} put into a
   * directory, as the functions that failed on them got them; those that several operators failed
   * on come once for each. What is there when the program starts for the first time is read, some
   * files a batch, and each once, also after restarts. The files stay; no program should write to
   * the directory meanwhile. The start fails if there is nothing to replay.
   *
   * @throws IllegalArgumentException if the text is no path or {@code file:} URI
   */
  public <T> InputDStream<T> replay(String directory) {
    return replay(Quarantine.of(directory));
  }

  /** As {@link #replay(String)}, from the root of a storage. */
  public <T> InputDStream<T> replay(Storage storage) {
    return replay(Quarantine.of(storage));
  }

  private <T> InputDStream<T> replay(Quarantine quarantine) {
    KryoSerializer serializer = KryoSerializer.evolving(Settings.classNames(conf));
    return graph.addSource(new ReplaySource<>(quarantine, serializer, batchInterval()));
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
    return DStreams.union(streams);
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
    return DStreams.unionPairs(streams);
  }

  /** Applies a function to the datasets of several streams, in order, and the batch time. */
  public <T> DStream<T> transform(
      List<? extends DStreamLike<?, ?, ?>> streams,
      Function2<List<RDD<?>>, Time, RDD<T>> function) {
    return DStreams.transform(streams, function);
  }

  /** Applies a function that makes pairs to the datasets of several streams. */
  public <K, V> PairDStream<K, V> transformToPair(
      List<? extends DStreamLike<?, ?, ?>> streams,
      Function2<List<RDD<?>>, Time, PairRDD<K, V>> function) {
    return DStreams.transformToPair(streams, function);
  }
}
