package dev.sluice.benchmarks.ui;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;

/**
 * One way of running a program beside another, round by round: what changes from round to round
 * changes both. Immutable.
 *
 * @param without the page, by round
 * @param with the page, by round
 */
record Comparison(List<Cost> without, List<Cost> with) {
  /** Copies the lists, which are equally long. */
  Comparison {
    without = List.copyOf(without);
    with = List.copyOf(with);
    if (without.size() != with.size()) {
      throw new IllegalArgumentException(
          "Cannot compare rounds: found " + without.size() + " and " + with.size());
    }
  }

  private Estimate by(ToDoubleBiFunction<Cost, Cost> difference) {
    List<Double> differences = new ArrayList<>();
    for (int round = 0; round < with.size(); round++) {
      differences.add(difference.applyAsDouble(without.get(round), with.get(round)));
    }
    return Estimate.of(differences);
  }

  private Estimate more(ToDoubleFunction<Cost> figure) {
    return by((before, after) -> figure.applyAsDouble(after) - figure.applyAsDouble(before));
  }

  /** Processor time that is taken more, in percent of one core. */
  Estimate moreCpu() {
    return more(Cost::all);
  }

  /** The same without compilers. */
  Estimate moreLastingCpu() {
    return more(Cost::lasting);
  }

  /** Processor time of the page's own threads, in percent of one core. */
  Estimate ownCpu() {
    return by((before, after) -> after.cpu().getOrDefault(Part.PAGE, 0.0));
  }

  /** Processing time of batches that is taken more, in milliseconds. */
  Estimate moreProcessingMs() {
    return more(Cost::processingMs);
  }

  /** Records per second that are lost, in percent of those without the page. */
  Estimate lostRecords() {
    return by((before, after) -> 100 * (1 - after.recordsPerSecond() / before.recordsPerSecond()));
  }

  Map<String, Object> line(String way, String load) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("compared", way);
    line.put("load", load);
    line.put("rounds", with.size());
    moreCpu().put("more_cpu_pct", line);
    moreLastingCpu().put("more_lasting_cpu_pct", line);
    ownCpu().put("own_cpu_pct", line);
    moreProcessingMs().put("more_processing_ms", line);
    lostRecords().put("lost_records_pct", line);
    return line;
  }
}
