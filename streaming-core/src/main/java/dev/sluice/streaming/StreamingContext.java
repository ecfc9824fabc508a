package dev.sluice.streaming;

import dev.sluice.function.Function0;
import dev.sluice.io.Storage;
import dev.sluice.listener.DrainReport;
import dev.sluice.listener.StreamingListener;
import dev.sluice.rdd.RddContext;
import dev.sluice.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * The entry to Sluice: makes input streams, starts the program and stops it. Several contexts may
 * be active in one process. A context that was stopped cannot be started again.
 *
 * <p>Streams are defined first, then {@link #start} runs them; nothing can be added afterwards.
 *
 * <p>Thread-safe: definitions are guarded by the graph's monitor, the life cycle by its own.
 */
public final class StreamingContext extends StreamDefinitions implements AutoCloseable {
  private final StreamingConf conf;
  private final Program program;
  private final LifeCycle lifeCycle;

  /**
   * A context whose master and name are in the configuration, on the system's clock.
   *
   * @param batchInterval the time between two batches, positive and in whole milliseconds
   * @throws IllegalArgumentException if the configuration has no master or name or a bad value; all
   *     problems are listed
   */
  public StreamingContext(StreamingConf conf, Duration batchInterval) {
    this(program(conf, batchInterval, Optional.empty()));
  }

  /** A context on another clock: a manual one in tests. The clock stays the caller's. */
  public StreamingContext(StreamingConf conf, Duration batchInterval, Clock clock) {
    this(program(conf, batchInterval, Optional.of(clock)));
  }

  /** A context with the default configuration, such as {@code local[2]} and a name. */
  public StreamingContext(String master, String appName, Duration batchInterval) {
    this(new StreamingConf().setMaster(master).setAppName(appName), batchInterval);
  }

  private StreamingContext(Program program) {
    super(program.conf(), program.clock(), program.graph());
    this.program = program;
    this.conf = program.conf();
    this.lifeCycle = new LifeCycle(conf, program);
  }

  private static Program program(
      StreamingConf conf, Duration batchInterval, Optional<Clock> clock) {
    StreamingConf own = conf.copy();
    own.validate();
    return new Program(own, batchInterval, clock);
  }

  /** A copy of the configuration. */
  public StreamingConf conf() {
    return conf.copy();
  }

  /** Where datasets, broadcasts and accumulators are made. */
  public RddContext rddContext() {
    return program.graph().rdds();
  }

  /** Remembers the datasets of every stream at least so long; may be set once. */
  public void remember(Duration duration) {
    program.graph().remember(duration);
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
   * @param createOnError whether to begin anew if what is in the directory is damaged; it is moved
   *     aside then
   * @throws java.io.UncheckedIOException if it is in use, or a later version of Sluice wrote it
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
   * Keeps state and progress in a directory, so that the program goes on from there when it is
   * started again. Data only is kept, no code and no configuration.
   *
   * @param directory a path, a {@code file:} URI, or a URI that a {@link
   *     dev.sluice.io.StorageProvider} on the class path knows, such as {@code hdfs://host/dir}
   * @throws IllegalArgumentException if it is none of these, or cannot keep what is promised
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
    program.bus().addListener(listener);
  }

  /** Removes a listener, at any time. */
  public void removeStreamingListener(StreamingListener listener) {
    program.bus().removeListener(listener);
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
    lifeCycle.start(this);
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

  /** Looks at the program while it runs. */
  public ProgramMonitor monitor() {
    return new ProgramMonitor(program);
  }

  /** What the program promises, as it is logged at the start. */
  String guarantees() {
    return program.guarantees().toString();
  }
}
