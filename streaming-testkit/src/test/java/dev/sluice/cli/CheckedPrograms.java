package dev.sluice.cli;

import dev.sluice.dstream.DStream;
import dev.sluice.dstream.InputDStream;
import dev.sluice.dstream.PairDStream;
import dev.sluice.function.Function0;
import dev.sluice.function.Tuple2;
import dev.sluice.state.State;
import dev.sluice.state.StateSpec;
import dev.sluice.streaming.StreamingContext;
import dev.sluice.time.Durations;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;

/** Programs that are checked against a directory; none of them ever runs. */
final class CheckedPrograms {
  private CheckedPrograms() {}

  private static StreamingContext context(Duration interval) {
    return new StreamingContext("local[1]", "WordCount", interval);
  }

  private static InputDStream<String> lines(StreamingContext ssc, String name) {
    InputDStream<String> lines = ssc.queueStream(new ArrayDeque<>());
    lines.named(name);
    return lines;
  }

  static PairDStream<String, Integer> counts(DStream<String> words) {
    return words
        .mapToPair(word -> new Tuple2<>(word, 1))
        .<Integer>updateStateByKey((values, state) -> Optional.of(state.orElse(0) + values.size()));
  }

  static PairDStream<String, Integer> everyOtherSecond(InputDStream<String> lines) {
    return counts(lines.window(Durations.seconds(2), Durations.seconds(2))).named("slow totals");
  }

  /** The program that ran, as a factory. */
  static final class Same implements Function0<StreamingContext> {
    private static final long serialVersionUID = 1L;

    @Override
    public StreamingContext call() {
      StreamingContext ssc = context(Durations.seconds(1));
      counts(lines(ssc, "lines")).named("totals").print();
      return ssc;
    }
  }

  /** The program that ran, with more streams and states. */
  static final class WithMore implements Function0<StreamingContext> {
    private static final long serialVersionUID = 1L;

    @Override
    public StreamingContext call() {
      StreamingContext ssc = context(Durations.seconds(1));
      counts(lines(ssc, "other")).print();
      counts(lines(ssc, "lines")).named("totals").print();
      return ssc;
    }
  }

  /** The program that ran, every two seconds. */
  static final class Slower implements Function0<StreamingContext> {
    private static final long serialVersionUID = 1L;

    @Override
    public StreamingContext call() {
      StreamingContext ssc = context(Durations.seconds(2));
      counts(lines(ssc, "lines")).named("totals").print();
      return ssc;
    }
  }

  /** A program with two states that ran, every two seconds. */
  static final class SlowerWithTwoStates implements Function0<StreamingContext> {
    private static final long serialVersionUID = 1L;

    @Override
    public StreamingContext call() {
      StreamingContext ssc = context(Durations.seconds(2));
      InputDStream<String> lines = lines(ssc, "lines");
      counts(lines).named("totals").print();
      everyOtherSecond(lines).print();
      return ssc;
    }
  }

  /** The program that ran, with other names. */
  static final class Renamed implements Function0<StreamingContext> {
    private static final long serialVersionUID = 1L;

    @Override
    public StreamingContext call() {
      StreamingContext ssc = context(Durations.seconds(1));
      counts(lines(ssc, "words")).named("sums").print();
      return ssc;
    }
  }

  /** The program that ran, with another operator under the name. */
  static final class OtherKind implements Function0<StreamingContext> {
    private static final long serialVersionUID = 1L;

    @Override
    public StreamingContext call() {
      StreamingContext ssc = context(Durations.seconds(1));
      lines(ssc, "lines")
          .mapToPair(word -> new Tuple2<>(word, 1))
          .mapWithState(
              StateSpec.function(
                  (String word, Optional<Integer> one, State<Integer> total) -> {
                    total.update(1);
                    return word;
                  }))
          .named("totals")
          .print();
      return ssc;
    }
  }

  /** The program that ran, with a main method that catches what it can. */
  static final class WithMain {
    static volatile boolean hasRun;

    private WithMain() {}

    /** Starts it in the directory that is the first argument. */
    public static void main(String[] args) throws Exception {
      StreamingContext ssc = StreamingContext.getOrCreate(args[0], new Same(), true);
      try {
        ssc.start();
        hasRun = true;
        ssc.awaitTermination();
      } catch (RuntimeException e) {
        hasRun = true;
      }
    }
  }

  /** A main method that starts its context on another thread. */
  static final class OnAnotherThread {
    private OnAnotherThread() {}

    /** Waits for the context to end. */
    public static void main(String[] args) throws Exception {
      StreamingContext ssc = new Same().call();
      Thread starter = new Thread(ssc::start);
      starter.setUncaughtExceptionHandler((thread, inspected) -> {});
      starter.start();
      starter.join();
      ssc.awaitTermination();
    }
  }

  /** A main method that fails. */
  static final class Failing {
    private Failing() {}

    /** Fails. */
    public static void main(String[] args) {
      throw new IllegalArgumentException("Cannot run:\n no arguments");
    }
  }

  /** A main method that starts nothing. */
  static final class Idle {
    private Idle() {}

    /** Does nothing. */
    public static void main(String[] args) {}
  }

  /** A program without output operation. */
  static final class WithoutOutput implements Function0<StreamingContext> {
    private static final long serialVersionUID = 1L;

    @Override
    public StreamingContext call() {
      return context(Durations.seconds(1));
    }
  }
}
