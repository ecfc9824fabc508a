package dev.sluice.benchmarks.kafka;

import dev.sluice.benchmarks.corpus.Corpus;
import dev.sluice.benchmarks.corpus.WordTotals;
import dev.sluice.benchmarks.harness.JsonLine;
import dev.sluice.kafka.broker.KafkaBroker;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Measures how many lines a second programs count from a topic of eight partitions, one after
 * another, again and again; the first round warms up. The arguments are the number of lines and
 * that of the rounds. Status 1: a count was wrong.
 */
public final class Rates {
  private static final int CORPUS = 200_000;
  private static final long SEED = 1;
  private static final int THREADS = 2;

  private Rates() {}

  /** Prints a line for each measurement and one for the ratios of the medians. */
  public static void main(String[] args) throws Exception {
    int lines = args.length > 0 ? Integer.parseInt(args[0]) : 4_000_000;
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
    List<WordCounter> counters =
        List.of(new PollLoops(1), new PollLoops(THREADS), new DirectStream(THREADS));
    Map<String, List<Double>> rates = new LinkedHashMap<>();
    try (KafkaBroker broker = KafkaBroker.start()) {
      FilledTopic topic = FilledTopic.fill(broker.address(), new Corpus(CORPUS, SEED), lines);
      for (int round = 0; round <= rounds; round++) {
        for (WordCounter counter : counters) {
          double rate = rate(counter, topic);
          if (round > 0) {
            rates.computeIfAbsent(counter.name(), name -> new ArrayList<>()).add(rate);
            print(Map.of("counter", counter.name(), "round", round, "records_per_s", rate));
          }
        }
      }
    }
    Map<String, Object> ratios = new LinkedHashMap<>();
    double direct = median(rates.getOrDefault(counters.get(2).name(), List.of()));
    for (WordCounter loop : counters.subList(0, 2)) {
      ratios.put(
          "direct_by_" + loop.name(), direct / median(rates.getOrDefault(loop.name(), List.of())));
    }
    print(ratios);
  }

  private static double rate(WordCounter counter, FilledTopic topic) throws Exception {
    WordTotals totals = new WordTotals();
    long begun = System.nanoTime();
    counter.count(topic, totals);
    double seconds = (System.nanoTime() - begun) / 1e9;
    Optional<String> wrong = topic.wrong(totals);
    if (wrong.isPresent()) {
      throw new IllegalStateException(
          "Cannot measure %s: its counts are wrong, %s".formatted(counter.name(), wrong.get()));
    }
    return topic.lines() / seconds;
  }

  /** The value in the middle, of the lower half if there are two. */
  static double median(List<Double> values) {
    return values.stream().sorted().skip((values.size() - 1) / 2).findFirst().orElseThrow();
  }

  private static void print(Map<String, ?> values) {
    System.out.println(JsonLine.format(values));
  }
}
