package dev.sluice.benchmarks.soak;

import dev.sluice.benchmarks.corpus.Corpus;
import dev.sluice.benchmarks.corpus.WordTotals;
import dev.sluice.benchmarks.harness.Pause;
import dev.sluice.benchmarks.harness.ScratchDirectory;
import dev.sluice.streaming.StreamingContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Runs word counting for long at a steady rate, looks at it every few seconds, and says whether
 * anything grows. Confined to the main thread.
 */
public final class Soak {
  private static final int LINES = 200_000;
  private static final long SEED = 42;
  private static final double RAMP_SECONDS = 10;
  private static final double CALIBRATION_SECONDS = 10;
  private static final double SHARE_OF_SUSTAINED = 0.5;
  private static final double LOOK_SECONDS = 5;
  private static final long LOOK_MS = 20;
  private static final long PATIENCE_MS = 120_000;

  private final Corpus corpus = new Corpus(LINES, SEED);
  private final SteadyLines lines = new SteadyLines(corpus.lines());
  private final WordCounting program = new WordCounting();
  private final Delays delays = new Delays(lines);
  private final double minutes;
  private final Path csv;
  private double ratePerSecond;

  private Soak(double minutes, double ratePerSecond, Path csv) {
    this.minutes = minutes;
    this.ratePerSecond = ratePerSecond;
    this.csv = csv;
  }

  /**
   * Arguments: minutes, records a second (0 for half of what is sustained), the table's and the
   * picture's files. Status 1: something grew or was wrong.
   */
  public static void main(String[] arguments) throws Exception {
    double minutes = Double.parseDouble(arguments[0]);
    Path csv = Path.of(arguments[2]);
    Soak soak = new Soak(minutes, Double.parseDouble(arguments[1]), csv);
    List<String> problems = soak.run(Path.of(arguments[3]));
    problems.forEach(System.out::println);
    System.out.println(problems.isEmpty() ? "FLAT" : "NOT FLAT");
    System.out.flush();
    Runtime.getRuntime().halt(problems.isEmpty() ? 0 : 1);
  }

  private List<String> run(Path png) throws IOException, InterruptedException {
    lines.makeCurrent();
    try (ScratchDirectory directory = ScratchDirectory.in(csv.resolveSibling("kept"));
        StreamingContext context = program.context(directory.path())) {
      context.addStreamingListener(delays);
      context.start();
      chooseRate();
      Timeline timeline = look(directory);
      lines.end();
      List<String> problems = new ArrayList<>(new Verdict(timeline, ratePerSecond).problems());
      problems.addAll(wrongTotals());
      context.stop(true);
      String title = String.format(Locale.ROOT, "Word count, %,.0f records/s", ratePerSecond);
      new Plot(timeline, title).write(png);
      return problems;
    }
  }

  private void chooseRate() throws InterruptedException {
    if (ratePerSecond <= 0) {
      Pause.ofSeconds(RAMP_SECONDS);
      long before = lines.workedOff();
      long startNanos = System.nanoTime();
      Pause.ofSeconds(CALIBRATION_SECONDS);
      double seconds = (System.nanoTime() - startNanos) / 1e9;
      ratePerSecond = SHARE_OF_SUSTAINED * (lines.workedOff() - before) / seconds;
      lines.setRate(0);
      await(() -> lines.workedOff() == lines.taken());
    }
    lines.setRate(ratePerSecond);
    say("%,.0f records/s for %.1f minutes", ratePerSecond, minutes);
  }

  private Timeline look(ScratchDirectory directory) throws IOException, InterruptedException {
    Sampler sampler = new Sampler(delays, lines, directory);
    List<Map<Column, Double>> looks = new ArrayList<>();
    for (double next = LOOK_SECONDS; next <= minutes * 60; next += LOOK_SECONDS) {
      Pause.ofSeconds(Math.max(0, next - sampler.seconds()));
      looks.add(sampler.look());
      Timeline timeline = new Timeline(looks);
      Files.write(csv, timeline.csv());
      say("%s", timeline.csv().get(looks.size()));
    }
    return new Timeline(looks);
  }

  /** What is wrong with the words of all windows, once all have slid past, and with the state. */
  private List<String> wrongTotals() throws InterruptedException {
    List<String> wrong = new ArrayList<>();
    await(() -> lines.workedOff() == lines.taken());
    long n = lines.taken();
    await(() -> program.windows().words() >= WordCounting.WINDOWS * corpus.words(n));
    program
        .windows()
        .wrong(corpus, n, WordCounting.WINDOWS)
        .ifPresent(what -> wrong.add("windows: " + what));
    program.ask();
    await(() -> program.state().isPresent());
    Optional<WordTotals> state = program.state();
    if (state.isEmpty()) {
      wrong.add("state: found none");
    }
    state.flatMap(all -> all.wrong(corpus, n)).ifPresent(what -> wrong.add("state: " + what));
    return wrong;
  }

  private interface Condition {
    boolean holds();
  }

  private static void await(Condition condition) throws InterruptedException {
    for (long ms = 0; ms < PATIENCE_MS && !condition.holds(); ms += LOOK_MS) {
      Pause.ofMillis(LOOK_MS);
    }
  }

  private static void say(String format, Object... values) {
    System.err.println(String.format(Locale.ROOT, format, values));
  }
}
