package dev.sluice.spark;

import dev.sluice.engine.JobHandle;
import dev.sluice.engine.JobOptions;
import dev.sluice.io.Serializer;
import dev.sluice.rdd.JobException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SimpleFutureAction;
import org.apache.spark.SparkException;
import org.jspecify.annotations.Nullable;

/**
 * A job of Spark that was submitted. Thread-safe: results are in a concurrent map, the rest is
 * volatile or a future.
 *
 * @param <R> the result of a partition
 */
final class Job<R> implements JobHandle<R> {
  private static final long EVENTS_TIMEOUT_MS = 1000;

  private final JobOptions options;
  private final Serializer serializer;
  private final Runnable whenDone;
  private final int partitions;
  private final ConcurrentMap<Integer, byte[]> results = new ConcurrentHashMap<>();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private volatile @Nullable SimpleFutureAction<String> action;
  private volatile @Nullable String cancelled;

  /**
   * A job that has not begun.
   *
   * @param whenDone called by who waits, when the job is complete
   */
  Job(JobOptions options, int partitions, Serializer serializer, Runnable whenDone) {
    this.options = options;
    this.serializer = serializer;
    this.whenDone = whenDone;
    this.partitions = partitions;
  }

  JobOptions options() {
    return options;
  }

  boolean isCancelled() {
    return cancelled != null;
  }

  /**
   * It has been submitted. It is over for those who wait when its stages have been told of, too;
   * but Spark may lose events.
   *
   * @param told complete when all stages have been told of
   */
  void begin(
      SimpleFutureAction<String> submitted, CompletableFuture<Void> told, Runnable whenEnded) {
    action = submitted;
    if (cancelled != null) {
      submitted.cancel();
    }
    CompletableFuture<Void> unused =
        Replies.of(submitted)
            .handle((nothing, failure) -> Optional.ofNullable(failure))
            .thenCompose(
                failure ->
                    told.completeOnTimeout(null, EVENTS_TIMEOUT_MS, TimeUnit.MILLISECONDS)
                        .thenRun(() -> end(failure, whenEnded)));
  }

  private void end(Optional<Throwable> failure, Runnable whenEnded) {
    whenEnded.run();
    failure.ifPresentOrElse(ended::completeExceptionally, () -> ended.complete(null));
  }

  /** It could not be submitted. */
  void fail(Throwable failure) {
    ended.completeExceptionally(failure);
  }

  void setResult(int index, byte[] result) {
    results.put(index, result);
  }

  @Override
  public List<R> await() {
    try {
      ended.get();
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
      cancel("the thread that waited for it was interrupted");
      throw wasCancelled();
    } catch (ExecutionException failed) {
      Throwable cause = failed.getCause();
      throw cancelled == null ? failure(cause == null ? failed : cause) : wasCancelled();
    }
    whenDone.run();
    return results();
  }

  private List<R> results() {
    List<R> all = new ArrayList<>();
    for (int i = 0; i < partitions; i++) {
      all.add(serializer.read(ByteBuffer.wrap(Objects.requireNonNull(results.get(i)))));
    }
    return all;
  }

  @Override
  public void cancel(String reason) {
    if (ended.isDone()) {
      return;
    }
    cancelled = reason;
    SimpleFutureAction<String> submitted = action;
    if (submitted != null) {
      submitted.cancel();
    }
  }

  private JobException wasCancelled() {
    return new JobException(describe() + ": it was cancelled, " + cancelled, null);
  }

  /** The user's own exception is the cause, if Spark has kept it. */
  private JobException failure(Throwable thrown) {
    Throwable cause = thrown;
    while (cause instanceof SparkException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    String message = String.valueOf(thrown.getMessage());
    return new JobException(describe() + ": " + message.lines().findFirst().orElse(""), cause);
  }

  private String describe() {
    String name = options.description();
    return "Cannot complete " + (name.isEmpty() ? "a job" : "the job \"" + name + "\"");
  }
}
