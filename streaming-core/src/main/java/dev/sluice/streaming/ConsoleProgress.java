package dev.sluice.streaming;

import dev.sluice.listener.BatchInfo;
import dev.sluice.listener.StreamingEvent;
import dev.sluice.listener.StreamingListener;
import dev.sluice.time.Durations;
import java.io.Console;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * One line on the console that is written over as batches end, at most four times a second, and
 * ends with the program. Confined to the listener thread.
 */
final class ConsoleProgress implements StreamingListener {
  private static final long LEAST_NANOS = Duration.ofMillis(250).toNanos();
  private static final int WIDTH = 79;

  private final PrintStream console;
  private final Duration batchInterval;
  private final LongSupplier nanoTime;
  private boolean begun;
  private long writtenNanos;
  private int waiting;

  ConsoleProgress(PrintStream console, Duration batchInterval, LongSupplier nanoTime) {
    this.console = console;
    this.batchInterval = batchInterval;
    this.nanoTime = nanoTime;
  }

  /** Progress on the standard error; empty if nobody looks at it. */
  static Optional<ConsoleProgress> ifThereIsAConsole(Duration batchInterval) {
    return isTerminal()
        ? Optional.of(new ConsoleProgress(System.err, batchInterval, System::nanoTime))
        : Optional.empty();
  }

  @SuppressWarnings("SystemConsoleNull") // where it never is null, it has isTerminal
  private static boolean isTerminal() {
    Console found = System.console();
    if (found == null) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(found);
    } catch (ReflectiveOperationException olderJdk) {
      return true;
    }
  }

  @Override
  public void onBatchSubmitted(StreamingEvent.BatchSubmitted event) {
    waiting++;
  }

  @Override
  public void onBatchCompleted(StreamingEvent.BatchCompleted event) {
    waiting = Math.max(0, waiting - 1);
    BatchInfo batch = event.batchInfo();
    boolean failed =
        batch.outputs().values().stream().anyMatch(output -> output.failureReason().isPresent());
    long now = nanoTime.getAsLong();
    if (!begun || failed || now - writtenNanos >= LEAST_NANOS) {
      begun = true;
      writtenNanos = now;
      write(line(batch, failed));
    }
  }

  private String line(BatchInfo batch, boolean failed) {
    double perSecond = batch.numRecords() * 1000.0 / batchInterval.toMillis();
    String state = failed ? "FAILED" : waiting == 0 ? "keeping up" : behind();
    return String.format(
        Locale.ROOT,
        "[batch %s] %.0f records/s, delay %s, processing %s, %s",
        batch.batchTime(),
        perSecond,
        batch.totalDelay().map(Durations::format).orElse("-"),
        batch.processingDelay().map(Durations::format).orElse("-"),
        state);
  }

  private String behind() {
    return waiting + (waiting == 1 ? " batch behind" : " batches behind");
  }

  private void write(String line) {
    String fitting = line.length() > WIDTH ? line.substring(0, WIDTH) : line;
    console.print("\r" + fitting + " ".repeat(WIDTH - fitting.length()));
    console.flush();
  }

  @Override
  public void onStreamingStopped(StreamingEvent.StreamingStopped event) {
    if (begun) {
      console.println();
      console.flush();
    }
  }
}
