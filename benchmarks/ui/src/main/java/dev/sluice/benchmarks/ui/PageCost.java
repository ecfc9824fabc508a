package dev.sluice.benchmarks.ui;

import dev.sluice.benchmarks.harness.JsonLine;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Measures what a program of 10 ms batches takes of the processor, at a steady rate and at as many
 * records as it can take, without a page, with one, and with one that a process of its own looks
 * at: one after another in one JVM, again and again; the first round warms up. The arguments are
 * the seconds of a measurement, the rounds and the records per second.
 */
public final class PageCost {
  private static final Duration WARM_UP = Duration.ofSeconds(20);

  private final Duration length;
  private final int rounds;

  private PageCost(Duration length, int rounds) {
    this.length = length;
    this.rounds = rounds;
  }

  /** How a program is run. */
  enum Way {
    /** Without a page. */
    OFF,
    /** With a page that nobody looks at. */
    PAGE,
    /** With a page and a viewer. */
    VIEWED
  }

  /** Prints a line for each measurement and one for each comparison. */
  public static void main(String[] args) throws Exception {
    Duration length = Duration.ofSeconds(args.length > 0 ? Integer.parseInt(args[0]) : 10);
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 6;
    int perSecond = args.length > 2 ? Integer.parseInt(args[2]) : 100_000;
    PageCost measurement = new PageCost(length, rounds);
    measurement.run(OptionalInt.of(perSecond), List.of(Way.OFF, Way.PAGE, Way.VIEWED));
    measurement.run(OptionalInt.empty(), List.of(Way.OFF, Way.VIEWED));
  }

  private void run(OptionalInt perSecond, List<Way> compared) throws IOException {
    String load = perSecond.isPresent() ? "steady" : "all it takes";
    var unused = new SteadyProgram(perSecond).run(Way.VIEWED, WARM_UP);
    Map<Way, List<Cost>> costs = new EnumMap<>(Way.class);
    for (int round = 0; round <= rounds; round++) {
      List<Way> ways = new ArrayList<>(compared);
      Collections.rotate(ways, round);
      for (Way way : ways) {
        Cost cost = new SteadyProgram(perSecond).run(way, length);
        if (round > 0) {
          costs.computeIfAbsent(way, any -> new ArrayList<>()).add(cost);
          print(cost.line(name(way), load, round));
        }
      }
    }
    for (Way way : compared) {
      if (way != Way.OFF) {
        Comparison comparison = new Comparison(of(costs, Way.OFF), of(costs, way));
        print(comparison.line(name(way), load));
      }
    }
  }

  private static List<Cost> of(Map<Way, List<Cost>> costs, Way way) {
    return costs.getOrDefault(way, List.of());
  }

  private static String name(Way way) {
    return way.name().toLowerCase(Locale.ROOT);
  }

  private static void print(Map<String, ?> values) {
    System.out.println(JsonLine.format(values));
  }
}
