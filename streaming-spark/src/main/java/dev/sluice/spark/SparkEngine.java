package dev.sluice.spark;

import dev.sluice.engine.BlockStore;
import dev.sluice.engine.Control;
import dev.sluice.engine.Engine;
import dev.sluice.engine.EngineException;
import dev.sluice.engine.EngineTraits;
import dev.sluice.engine.JobHandle;
import dev.sluice.engine.JobOptions;
import dev.sluice.engine.LongTask;
import dev.sluice.engine.LongTaskSpec;
import dev.sluice.io.Serializer;
import dev.sluice.rdd.Broadcast;
import dev.sluice.rdd.PartitionFunction;
import dev.sluice.rdd.Plan;
import dev.sluice.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.RDD;
import org.jspecify.annotations.Nullable;

/**
 * Runs programs on Apache Spark. It connects when it is first used. Thread-safe: the connection is
 * guarded by its monitor, its parts are thread-safe themselves.
 */
final class SparkEngine implements Engine {
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

  private final SparkConf conf;
  private final Clock clock;
  private final Serializer serializer;
  private @Nullable Connection connection;
  private boolean closed;

  SparkEngine(SparkConf conf, Clock clock, Serializer serializer) {
    this.conf = conf;
    this.clock = clock;
    this.serializer = serializer;
  }

  private synchronized Connection connection() {
    if (closed) {
      throw new IllegalStateException(
          "Cannot use the engine: it is closed, expected one that is open");
    }
    Connection current = connection;
    if (current == null) {
      current = Connection.open(conf, clock, serializer);
      connection = current;
    }
    return current;
  }

  @Override
  public EngineTraits traits() {
    Connection now = connection();
    return new EngineTraits(
        "Apache Spark " + now.spark().version() + " on " + conf.get("spark.master"),
        false,
        now.spark().defaultParallelism(),
        now.replicas());
  }

  @Override
  public boolean isEmbedded() {
    return false;
  }

  @Override
  public int defaultParallelism() {
    return connection().spark().defaultParallelism();
  }

  @Override
  public <T, R> JobHandle<R> submit(
      Plan<T> plan,
      List<Integer> partitions,
      PartitionFunction<T, R> function,
      JobOptions options) {
    return connection().jobs().submit(plan, partitions, function, options);
  }

  @Override
  public void cancelGroup(String group, String reason) {
    connection().jobs().cancelGroup(group, reason);
  }

  @Override
  public LongTask launch(LongTaskSpec spec, Optional<String> preferredHost) {
    return connection().longTasks().launch(spec, preferredHost);
  }

  @Override
  public BlockStore blocks() {
    return connection().blocks();
  }

  @Override
  public Control control() {
    return connection().control();
  }

  @Override
  public void unpersist(long planId) {
    connection().rdds().unpersist(planId);
  }

  @Override
  public <T> Broadcast<T> broadcast(T value) {
    return new SparkBroadcast<>(
        connection().spark().broadcast(SparkBroadcast.held(value), Scala.<HeldPart>tag()));
  }

  @Override
  public <S> S unwrap(Plan<?> plan, Class<S> type) {
    RDD<Object> records = new RecordsRdd(connection().rdds().of(plan));
    if (type == RDD.class) {
      return type.cast(records);
    }
    if (type == JavaRDD.class) {
      return type.cast(JavaRDD.fromRDD(records, Scala.<Object>tag()));
    }
    throw new IllegalArgumentException(
        "Cannot unwrap a dataset: found type "
            + type.getName()
            + ", expected org.apache.spark.api.java.JavaRDD or org.apache.spark.rdd.RDD");
  }

  @Override
  public List<String> close(Duration patience) {
    Connection last;
    synchronized (this) {
      last = connection;
      connection = null;
      closed = true;
    }
    return last == null ? List.of() : last.close(patience);
  }

  @Override
  public void close() {
    List<String> left = close(CLOSE_TIMEOUT);
    if (!left.isEmpty()) {
      throw new EngineException(
          "Cannot end all tasks of the engine: found "
              + left
              + " alive after "
              + CLOSE_TIMEOUT.toMillis()
              + " ms, expected none",
          null);
    }
  }
}
