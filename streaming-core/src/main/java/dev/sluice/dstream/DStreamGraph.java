package dev.sluice.dstream;

import dev.sluice.ledger.BatchInput;
import dev.sluice.ledger.LedgerEvent.StreamAdded;
import dev.sluice.rdd.RDD;
import dev.sluice.rdd.RddContext;
import dev.sluice.receiver.ReceivedLogs;
import dev.sluice.receiver.Receiver;
import dev.sluice.time.Durations;
import dev.sluice.time.Time;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The inputs, operators and output operations of one program, and the jobs they make of each batch.
 * Programs use it through a streaming context.
 *
 * <p>Thread-safe: guarded by its monitor, which is held while sources are asked and jobs generated.
 */
public final class DStreamGraph {
  private final String application;
  private final RddContext rdds;
  private final Duration batchInterval;
  private final boolean unpersists;
  private final GraphInputs inputs;
  private final GraphOutputs outputs = new GraphOutputs();
  private final FailureCommit failures = new FailureCommit();
  private int defined;
  private Duration remember = Duration.ZERO;
  private @Nullable Time latestBatch;
  private Time forgotten = new Time(0);
  private final Endings endings = new Endings();
  private final RecordCounting counting = new RecordCounting();
  private volatile @Nullable String closedBecause;

  /**
   * An empty graph.
   *
   * @param application the name of the program
   * @param unpersists whether datasets are unpersisted when they are forgotten
   * @param receiversLog whether receivers log
   */
  public DStreamGraph(
      String application,
      RddContext rdds,
      Duration batchInterval,
      boolean unpersists,
      boolean receiversLog) {
    this.application = application;
    this.rdds = rdds;
    this.batchInterval = Durations.requireWholePositive("batch interval", batchInterval);
    this.unpersists = unpersists;
    this.inputs = new GraphInputs(receiversLog);
  }

  /** Where datasets are made. */
  public RddContext rdds() {
    return rdds;
  }

  /** The time between two batches. */
  public Duration batchInterval() {
    return batchInterval;
  }

  /** Lets received blocks that are no longer stored be read from their write-ahead logs. */
  public void readFrom(ReceivedLogs logs) {
    inputs.readFrom(logs);
  }

  /**
   * Adds an input fed by a receiver; its name is the given words and the stream's number.
   *
   * @param mostPartitions a batch with more blocks is read in so many partitions
   */
  public synchronized <T> InputDStream<T> addReceiver(
      String kind, Receiver<T> receiver, Guarantee guarantee, int mostPartitions) {
    requireOpen(kind);
    return inputs.addReceiver(this, kind, receiver, guarantee, mostPartitions);
  }

  /** Adds an input that asks a source for each batch. */
  public synchronized <T> InputDStream<T> addSource(InputSource<T> source) {
    requireOpen(source.name());
    return inputs.addSource(this, source);
  }

  /**
   * Gives inputs whose key is recorded the number recorded for it, and the others numbers above all
   * those; before the start.
   *
   * @throws IllegalArgumentException if two inputs have the same name
   */
  public synchronized void attachStreams(List<StreamAdded> recorded) {
    requireOpen("stream numbers");
    inputs.attach(recorded);
    outputs.resolve(inputs);
  }

  synchronized void add(Output<?> output) {
    requireOpen(output.kind());
    outputs.add(output);
  }

  /** Remembers the datasets of every stream at least so long; may be set once. */
  public synchronized void remember(Duration duration) {
    requireOpen("remember duration");
    Durations.requireWholePositive("remember duration", duration);
    if (!remember.isZero()) {
      throw new IllegalArgumentException(
          "Cannot set the remember duration: it is set to " + remember.toMillis() + " ms already");
    }
    remember = duration;
  }

  /** What has to end with the program. */
  public Endings endings() {
    return endings;
  }

  /** Throws an {@code IllegalStateException} if the context was started or stopped. */
  synchronized void requireOpen(String what) {
    if (closedBecause != null) {
      throw new IllegalStateException(
          "Cannot add or change " + what + ": the context was " + closedBecause);
    }
  }

  /** Takes a new operator; returns the number of those before it. */
  synchronized int define(String kind) {
    requireOpen(kind);
    return defined++;
  }

  /** The inputs in the order of definition. */
  public synchronized List<GraphInput> inputs() {
    return inputs.list();
  }

  /** Where each output operation was defined and what it promises, in the order of definition. */
  public synchronized List<OutputPromise> outputPromises() {
    return outputs.promises();
  }

  /** The nodes that outputs need, parents first, then the outputs; complete after the start. */
  public synchronized List<GraphNode> nodes() {
    return outputs.nodes(counting);
  }

  /** What the output operations are found by, in the order of definition; after attaching. */
  public synchronized List<String> outputIds() {
    return outputs.ids();
  }

  /**
   * Checks that the program can run.
   *
   * @throws IllegalArgumentException if it has no output operation, or a name is given twice, or a
   *     quarantine is that of two streams or is replayed from
   */
  public synchronized void validate() {
    outputs.validate(inputs);
  }

  /** The least duration after which all streams that outputs need have a dataset at once. */
  public synchronized Duration slideUnit() {
    return outputs.slideUnit(batchInterval);
  }

  /**
   * Fixes the grid of batch times; nothing can be added from now on.
   *
   * @param zero one interval before the first batch ever
   * @param begin the batch after which states begin that are not restored; zero on a first start
   * @param inputLookup where to find what a batch reads
   * @throws IllegalArgumentException if two inputs or states have the same name
   */
  public synchronized void start(Time zero, Time begin, InputLookup inputLookup) {
    outputs.resolve(inputs);
    close("started");
    inputs.start(inputLookup);
    failures.begin(operators().guarded());
    operators().initialize(zero, begin, remember);
  }

  /** Refuses additions from now on, because the context was {@code reason}. */
  public void close(String reason) {
    closedBecause = reason; // without the monitor, which a function that hangs may hold
  }

  /**
   * Asks a source what a batch reads.
   *
   * @throws OperatorException if the source fails
   */
  public synchronized BatchInput plan(GraphInput.OfSource input, Time time) {
    try {
      return input.source().plan(time, input.streamId());
    } catch (Throwable e) {
      throw OperatorException.of("choose the input of " + input.name(), time, e);
    }
  }

  /** The jobs of a batch, in the order of definition; an operator may fail as {@link #plan}. */
  public synchronized List<OutputJob> generateJobs(Time time) {
    latestBatch = time;
    List<OutputJob> jobs = outputs.jobs(time);
    counting.begin(time, operators());
    return jobs;
  }

  /** The states that outlive the process; none before streams are attached or the start. */
  public synchronized List<KeyedState> states() {
    return operators().states();
  }

  /** The states before a time that are to be computed before a job reads on, parents first. */
  synchronized List<RDD<?>> waiting(Time time) {
    return operators().waiting(time);
  }

  /** The last batch, up to one that is done, whose states and those before are all computed. */
  public synchronized Time settled(Time done) {
    return operators().pending().map(time -> time.minus(batchInterval).min(done)).orElse(done);
  }

  /** Drops the datasets that nobody asks for any more once the batch is done. */
  public synchronized void forget(Time batch) {
    operators().forget(batch);
  }

  /** Tells the sources that batches up to this time are read no more, nor run again. */
  public synchronized void forgetInputs(Time upTo) {
    forgotten = upTo;
    inputs.forget(upTo);
  }

  /** The last batch of those that are over for good; zero before there is one. */
  synchronized Time forgotten() {
    return forgotten;
  }

  /** Whether the jobs of a batch, or of a later one, have been generated. */
  synchronized boolean hasReached(Time time) {
    return latestBatch != null && time.compareTo(latestBatch) <= 0;
  }

  /**
   * Checks that no stream has to remember its datasets too long.
   *
   * @throws IllegalArgumentException if one does, because of a window or as the user asked for
   */
  public synchronized void requireRememberBelow(Duration bound) {
    operators().requireRememberBelow(bound);
  }

  /** How long what batches read must stay known. */
  public synchronized Duration inputRemember() {
    return inputs.rememberAtLeast(operators().inputRemember().orElse(batchInterval));
  }

  synchronized Operators operators() {
    return outputs.operators();
  }

  synchronized String idOf(Operator<?> operator) {
    return outputs.idOf(operator);
  }

  FailureCommit failures() {
    return failures;
  }

  boolean unpersists() {
    return unpersists;
  }

  String application() {
    return application;
  }
}
