package dev.sluice.spark;

import dev.sluice.engine.EngineException;
import dev.sluice.engine.LongTask;
import dev.sluice.engine.LongTaskSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.spark.SimpleFutureAction;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkEnv;
import org.apache.spark.storage.BlockManagerId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Long tasks as jobs of one task each, placed where fewest of them are. Thread-safe: guarded by its
 * monitor.
 */
final class LongTasks {
  private static final Logger LOG = LoggerFactory.getLogger(LongTasks.class);
  private static final byte[] INTERRUPT = {};

  private final SparkContext spark;
  private final EngineHandle engine;
  private final DriverControl control;
  private final List<Launched> running = new ArrayList<>();
  private int launches;
  private boolean closed;

  LongTasks(SparkContext spark, EngineHandle engine, DriverControl control) {
    this.spark = spark;
    this.engine = engine;
    this.control = control;
  }

  synchronized LongTask launch(LongTaskSpec spec, Optional<String> preferredHost) {
    if (closed) {
      throw new IllegalStateException(
          "Cannot launch " + spec.name() + ": the engine is closed, expected one that is open");
    }
    String place = preferredHost.or(this::emptiest).orElse("");
    Launched task = new Launched(spec.name(), "interrupts-" + launches++, place);
    running.add(task);
    warnIfNoneIsLeft();
    List<String> places = place.isEmpty() ? List.of() : List.of(place);
    task.begin(new LongTaskRdd(spark, spec.body(), places));
    return task;
  }

  private void warnIfNoneIsLeft() {
    int cores = spark.defaultParallelism();
    if (running.size() >= cores) {
      LOG.warn(
          "Receivers take {} of {} cores of the cluster, batches have none left",
          running.size(),
          cores);
    }
  }

  /** The executor with the fewest long tasks, as Spark's scheduler names it. */
  private Optional<String> emptiest() {
    Map<String, Integer> counts = new HashMap<>();
    for (BlockManagerId process :
        CollectionConverters.asJava(
            SparkEnv.get().blockManager().master().getMemoryStatus().keySet())) {
      if (!process.isDriver()) {
        counts.put("executor_" + process.host() + "_" + process.executorId(), 0);
      }
    }
    running.forEach(task -> counts.computeIfPresent(task.place, (place, count) -> count + 1));
    return counts.entrySet().stream()
        .min(
            Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey);
  }

  private synchronized void ended(Launched task) {
    running.remove(task);
  }

  private synchronized List<Launched> running() {
    return List.copyOf(running);
  }

  /** Interrupts all and refuses new ones; answers with those that have not ended. */
  synchronized List<CompletableFuture<Void>> interruptAll() {
    closed = true;
    running.forEach(Launched::interrupt);
    return running.stream().map(Launched::done).toList();
  }

  /** Gives up those that have not ended; answers with their names. */
  List<String> abandon() {
    List<Launched> left = running();
    left.forEach(Launched::cancel);
    return left.stream().map(task -> task.name).sorted(Comparator.naturalOrder()).toList();
  }

  /** A long task that was launched. Thread-safe: volatile, or futures. */
  private final class Launched implements LongTask {
    private final String name;
    private final String mailbox;
    private final String place;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private volatile String outcome = "";
    private volatile @Nullable SimpleFutureAction<String> job;

    Launched(String name, String mailbox, String place) {
      this.name = name;
      this.mailbox = mailbox;
      this.place = place;
    }

    void begin(LongTaskRdd rdd) {
      SimpleFutureAction<String> submitted =
          JobGroups.call(
              spark,
              engine.id() + "-long",
              name,
              Map.of(),
              () ->
                  Jobs.submit(
                      spark,
                      rdd,
                      new LongTaskRun(engine, name, mailbox),
                      List.of(0),
                      (index, result) -> outcome = result));
      job = submitted;
      CompletableFuture<Void> unused =
          Replies.of(submitted).handle((nothing, failure) -> end(failure));
    }

    private @Nullable Void end(@Nullable Throwable failure) {
      ended(this);
      control.forget(mailbox);
      String failed = outcome;
      if (failure != null) {
        done.completeExceptionally(
            new EngineException("Cannot run " + name + ": its job failed", failure));
      } else if (!failed.equals(LongTaskRun.ENDED)) {
        done.completeExceptionally(
            new EngineException("The task " + name + " failed: " + failed, null));
      } else {
        done.complete(null);
      }
      return null;
    }

    /** Empty, unless a place was asked for: the task itself says where it is. */
    @Override
    public String host() {
      return place;
    }

    @Override
    public CompletableFuture<Void> done() {
      return done;
    }

    @Override
    public void interrupt() {
      control.send(mailbox, INTERRUPT);
    }

    void cancel() {
      SimpleFutureAction<String> submitted = job;
      if (submitted != null) {
        submitted.cancel();
      }
    }
  }
}
