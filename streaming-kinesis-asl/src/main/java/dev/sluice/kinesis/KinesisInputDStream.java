package dev.sluice.kinesis;

import dev.sluice.dstream.InputDStream;
import dev.sluice.function.Function;
import dev.sluice.rdd.StorageLevel;
import dev.sluice.streaming.StreamingContext;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.kinesis.common.InitialPositionInStream;
import software.amazon.kinesis.metrics.MetricsConfig;
import software.amazon.kinesis.metrics.MetricsLevel;
import software.amazon.kinesis.retrieval.KinesisClientRecord;

/**
 * Makes streams from Kinesis.
 *
 * <p>A stream has a receiver, which is a worker of a Kinesis application: all that name the same
 * application share the shards, and each has some of them. A shard is checkpointed as far as its
 * records are stored, or their batches done, as {@code streaming.receiver.ackAfter} says; {@link
 * dev.sluice.receiver.ReliableReceiver} has the details. The records of a shard keep their order;
 * those of a shard that was split or merged come before those of the shards that follow it.
 */
public final class KinesisInputDStream {
  private static final Duration FAILOVER = Duration.ofSeconds(10);
  private static final Duration LEAST_FAILOVER = Duration.ofSeconds(1);
  private static final Duration IDLE = Duration.ofSeconds(1);
  private static final Duration LEAST_IDLE = Duration.ofMillis(200);
  private static final int MOST_RECORDS = 10_000;

  private KinesisInputDStream() {}

  /** Begins a stream; context, stream and application must be given. */
  public static Builder builder() {
    return new Builder();
  }

  /** Makes a stream. Confined to one thread. */
  public static final class Builder {
    private @Nullable StreamingContext context;
    private @Nullable String stream;
    private @Nullable String application;
    private @Nullable String endpoint;
    private String region = Endpoints.REGION;
    private @Nullable String dynamoDbEndpoint;
    private @Nullable String cloudWatchEndpoint;
    private KinesisInitialPosition position = new KinesisInitialPositions.Latest();
    private @Nullable Duration checkpointInterval;
    private StorageLevel level = StorageLevel.MEMORY_AND_DISK_2;
    private KinesisCredentials kinesis = KinesisCredentials.defaultCredentials();
    private @Nullable KinesisCredentials dynamoDb;
    private @Nullable KinesisCredentials cloudWatch;
    private MetricsLevel metricsLevel = MetricsLevel.DETAILED;
    private Set<String> metricsDimensions = MetricsConfig.METRICS_DIMENSIONS_ALL;
    private Duration failover = FAILOVER;
    private Duration idle = IDLE;
    private int maxRecords = MOST_RECORDS;

    private Builder() {}

    /** The program that the stream belongs to. Required. */
    public Builder streamingContext(StreamingContext ssc) {
      context = ssc;
      return this;
    }

    /** The name of the stream in Kinesis. Required. */
    public Builder streamName(String name) {
      stream = name;
      return this;
    }

    /**
     * The name of the application: of its table in DynamoDB, which has leases and checkpoints, and
     * of its metrics in CloudWatch. Required.
     */
    public Builder checkpointAppName(String name) {
      application = name;
      return this;
    }

    /**
     * Where Kinesis is; that of the region unless given, such as {@code
     * https://kinesis.us-east-1.amazonaws.com}.
     */
    public Builder endpointUrl(String url) {
      endpoint = url;
      return this;
    }

    /** The region; {@code us-east-1} unless given. */
    public Builder regionName(String name) {
      region = name;
      return this;
    }

    /** Where DynamoDB is; that of the region unless given. */
    public Builder dynamoDBEndpointUrl(String url) {
      dynamoDbEndpoint = url;
      return this;
    }

    /** Where CloudWatch is; that of the region unless given. */
    public Builder cloudWatchEndpointUrl(String url) {
      cloudWatchEndpoint = url;
      return this;
    }

    /** Where shards begin that have no checkpoint; at the latest unless given. */
    public Builder initialPosition(KinesisInitialPosition where) {
      position = where;
      return this;
    }

    /**
     * As {@link #initialPosition}.
     *
     * @throws UnsupportedOperationException for {@code AT_TIMESTAMP}
     */
    public Builder initialPositionInStream(InitialPositionInStream where) {
      return initialPosition(KinesisInitialPositions.of(where));
    }

    /**
     * How often a shard is checkpointed that has something new; the batch interval unless given.
     */
    public Builder checkpointInterval(Duration interval) {
      checkpointInterval = interval;
      return this;
    }

    /** Where blocks are kept; in memory and on disk, in two copies, unless given. */
    public Builder storageLevel(StorageLevel storageLevel) {
      level = storageLevel;
      return this;
    }

    /** What proves to all services who calls; the default chain of the AWS SDK unless given. */
    public Builder kinesisCredentials(KinesisCredentials credentials) {
      kinesis = credentials;
      return this;
    }

    /** Others for DynamoDB; those for Kinesis unless given. */
    public Builder dynamoDBCredentials(KinesisCredentials credentials) {
      dynamoDb = credentials;
      return this;
    }

    /** Others for CloudWatch; those for Kinesis unless given. */
    public Builder cloudWatchCredentials(KinesisCredentials credentials) {
      cloudWatch = credentials;
      return this;
    }

    /** Which metrics go to CloudWatch; the detailed ones unless given. */
    public Builder metricsLevel(MetricsLevel metrics) {
      metricsLevel = metrics;
      return this;
    }

    /** Which dimensions metrics have; all unless given. */
    public Builder metricsEnabledDimensions(Set<String> dimensions) {
      metricsDimensions = Set.copyOf(dimensions);
      return this;
    }

    /**
     * After what time the shards of a worker that died go to others, about: it takes up to five
     * times as long if it led the workers, as the only one does. 10 s unless given, at least 1 s.
     */
    public Builder failoverTime(Duration time) {
      failover = time;
      return this;
    }

    /**
     * The pause between reads of a shard; 1 s unless given, at least 200 ms: all who read a shard
     * have five reads a second.
     */
    public Builder idleTimeBetweenReads(Duration time) {
      idle = time;
      return this;
    }

    /** The most records that one read brings; 10,000 unless given, which is the most. */
    public Builder maxRecordsPerRead(int records) {
      maxRecords = records;
      return this;
    }

    /**
     * A stream of the bytes of each record.
     *
     * @throws IllegalArgumentException if something is missing or wrong
     */
    public InputDStream<byte[]> build() {
      return buildWithMessageHandler(Builder::bytes);
    }

    /**
     * A stream of what a function makes of each record, which has partition key, sequence number
     * and time, too.
     *
     * @param handler called where the receiver runs; a record is left out on which it fails, which
     *     is counted and reported, or for which it returns null
     * @throws IllegalArgumentException if something is missing or wrong
     */
    public <T> InputDStream<T> buildWithMessageHandler(Function<KinesisClientRecord, T> handler) {
      StreamingContext ssc = required(context, "streamingContext");
      return ssc.receiverStream("Kinesis stream", receiver(ssc.batchInterval(), handler));
    }

    /** The receiver of the stream. */
    <T> KinesisReceiver<T> receiver(
        Duration batchInterval, Function<KinesisClientRecord, T> handler) {
      return new KinesisReceiver<>(settings(batchInterval), handler, level);
    }

    private KinesisSettings settings(Duration batchInterval) {
      Duration interval = checkpointInterval == null ? batchInterval : checkpointInterval;
      return new KinesisSettings(
          named(stream, "streamName"),
          named(application, "checkpointAppName"),
          new Endpoints(
              named(region, "regionName"),
              url(endpoint),
              url(dynamoDbEndpoint),
              url(cloudWatchEndpoint)),
          position,
          atLeast(Duration.ofMillis(1), interval, "checkpointInterval"),
          atLeast(LEAST_FAILOVER, failover, "failoverTime"),
          atLeast(LEAST_IDLE, idle, "idleTimeBetweenReads"),
          records(maxRecords),
          new KinesisSettings.Metrics(metricsLevel, metricsDimensions),
          new KinesisSettings.Access(
              kinesis,
              dynamoDb == null ? kinesis : dynamoDb,
              cloudWatch == null ? kinesis : cloudWatch));
    }

    private static @Nullable URI url(@Nullable String text) {
      return text == null ? null : Endpoints.url(text);
    }

    private static byte[] bytes(KinesisClientRecord record) {
      ByteBuffer data = record.data().duplicate();
      byte[] bytes = new byte[data.remaining()];
      data.get(bytes);
      return bytes;
    }

    private static <V> V required(@Nullable V value, String name) {
      if (value == null) {
        throw wrong(name, "nothing", "a value");
      }
      return value;
    }

    private static String named(@Nullable String value, String name) {
      if (value == null || value.isBlank()) {
        throw wrong(name, value == null ? "nothing" : "a blank", "a name");
      }
      return value;
    }

    private static Duration atLeast(Duration least, Duration value, String name) {
      if (value.compareTo(least) < 0) {
        throw wrong(name, value.toString(), least + " or more");
      }
      return value;
    }

    private static int records(int value) {
      if (value < 1 || value > MOST_RECORDS) {
        throw wrong("maxRecordsPerRead", Integer.toString(value), "1 to " + MOST_RECORDS);
      }
      return value;
    }

    private static IllegalArgumentException wrong(String name, String found, String expected) {
      return new IllegalArgumentException(
          "Cannot create a Kinesis stream: %s is not as it must be, found %s, expected %s"
              .formatted(name, found, expected));
    }
  }
}
