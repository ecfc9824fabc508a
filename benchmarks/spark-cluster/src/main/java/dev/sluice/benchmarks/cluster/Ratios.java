package dev.sluice.benchmarks.cluster;

import dev.sluice.benchmarks.corpus.WordTotals;
import dev.sluice.benchmarks.harness.JsonLine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Measures how many lines a second the same program counts on Sluice and on Spark Streaming, on one
 * cluster that both are connected to by one connection, and on Sluice's embedded engine; one after
 * another, again and again. The first rounds warm up. Arguments: master, lines, {@code one} or
 * {@code bulk}, batch interval in ms, rounds. Status 1: a count was wrong.
 */
public final class Ratios {
  private static final int WARM_UP = 2;

  private Ratios() {}

  /** Prints a line for each measurement and one for the ratios of the medians. */
  public static void main(String[] args) throws Exception {
    String master = args[0];
    Load load =
        new Load(
            Integer.parseInt(args[1]),
            Load.Way.valueOf(args[2].toUpperCase(Locale.ROOT)),
            Long.parseLong(args[3]));
    int rounds = Integer.parseInt(args[4]);
    Map<String, List<Double>> rates = new LinkedHashMap<>();
    try (JavaSparkContext spark = new JavaSparkContext(conf(master))) {
      List<WordCounter> counters =
          List.of(
              new Sluice("sluice-on-spark", master),
              new SparkStreaming(spark),
              new Sluice("sluice-embedded", "local[2]"));
      for (int round = 1 - WARM_UP; round <= rounds; round++) {
        for (WordCounter counter : counters) {
          double rate = rate(counter, load);
          print(Map.of("counter", counter.name(), "round", round, "records_per_s", rate));
          if (round > 0) {
            rates.computeIfAbsent(counter.name(), name -> new ArrayList<>()).add(rate);
          }
        }
      }
      printRatios(counters, rates, load);
    }
  }

  private static void printRatios(
      List<WordCounter> counters, Map<String, List<Double>> rates, Load load) {
    Map<String, Object> ratios = new LinkedHashMap<>();
    ratios.put("way", load.way().name().toLowerCase(Locale.ROOT));
    ratios.put("batch_ms", load.batchMs());
    double first = median(rates.getOrDefault(counters.get(0).name(), List.of()));
    for (WordCounter other : counters.subList(1, counters.size())) {
      double median = median(rates.getOrDefault(other.name(), List.of()));
      ratios.put(counters.get(0).name() + "_by_" + other.name(), first / median);
    }
    print(ratios);
  }

  private static SparkConf conf(String master) {
    return new SparkConf()
        .setMaster(master)
        .setAppName("benchmarks")
        .setIfMissing("spark.ui.enabled", "false")
        .setIfMissing("spark.driver.host", "127.0.0.1")
        .setIfMissing("spark.driver.bindAddress", "127.0.0.1")
        .setIfMissing("spark.executor.instances", "2")
        .setIfMissing("spark.executor.extraClassPath", System.getProperty("java.class.path"))
        .setIfMissing("spark.serializer", "org.apache.spark.serializer.KryoSerializer");
  }

  private static double rate(WordCounter counter, Load load) throws Exception {
    WordTotals totals = new WordTotals();
    double seconds = counter.count(load, totals);
    Optional<String> wrong = totals.wrong(Load.corpus(), load.lines());
    if (wrong.isPresent()) {
      throw new IllegalStateException(
          "Cannot measure %s: its counts are wrong, %s".formatted(counter.name(), wrong.get()));
    }
    return load.lines() / seconds;
  }

  /** The value in the middle, of the lower half if there are two. */
  static double median(List<Double> values) {
    return values.stream().sorted().skip((values.size() - 1) / 2).findFirst().orElseThrow();
  }

  private static void print(Map<String, ?> values) {
    System.out.println(JsonLine.format(values));
  }
}
