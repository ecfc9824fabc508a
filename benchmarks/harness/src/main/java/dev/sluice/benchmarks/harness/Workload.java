package dev.sluice.benchmarks.harness;

import java.util.Locale;

/** What is measured: a pipeline and a way to run it. */
public enum Workload {
  W1(Pipeline.GREP, Mode.DRAIN),
  W2(Pipeline.WORD_COUNT, Mode.DRAIN),
  W3(Pipeline.TOP_WORDS, Mode.DRAIN),
  W4(Pipeline.RUNNING_COUNT, Mode.DRAIN),
  W4U(Pipeline.FULL_COUNT, Mode.DRAIN),
  W5A(Pipeline.WORD_COUNT, Mode.INTERVALS),
  W5B(Pipeline.WORD_COUNT, Mode.LATENCY),
  W6(Pipeline.WORD_COUNT, Mode.START_UP),
  W7(Pipeline.WORD_COUNT, Mode.OWN),
  W8(Pipeline.RUNNING_COUNT, Mode.OWN),
  W9(Pipeline.WORD_COUNT, Mode.IDLE),
  W10(Pipeline.WORD_COUNT, Mode.OWN);

  /** How a workload is run. */
  enum Mode {
    /** As many records as are accepted, until all their results are out. */
    DRAIN,
    /** Records at a slow rate, with ever shorter batches. */
    INTERVALS,
    /** Records at a steady rate, and how long each takes. */
    LATENCY,
    /** From the start of the JVM to the first result. */
    START_UP,
    /** Batches without records. */
    IDLE,
    /** As the contestant measures itself; others do not have it. */
    OWN
  }

  private final Pipeline pipeline;
  private final Mode mode;

  Workload(Pipeline pipeline, Mode mode) {
    this.pipeline = pipeline;
    this.mode = mode;
  }

  static Workload of(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }

  /** The name in arguments and results. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The program that it runs. */
  public Pipeline pipeline() {
    return pipeline;
  }

  Mode mode() {
    return mode;
  }

  /** Whether records come at a rate rather than as fast as they are taken. */
  public boolean paced() {
    return mode == Mode.INTERVALS || mode == Mode.LATENCY;
  }
}
