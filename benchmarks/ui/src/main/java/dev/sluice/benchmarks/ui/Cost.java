package dev.sluice.benchmarks.ui;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What a measurement came to. Immutable.
 *
 * @param cpu what each part took, in percent of one core
 * @param processingMs the mean processing time of batches
 * @param batches how many ended
 * @param recordsPerSecond in these
 */
record Cost(Map<Part, Double> cpu, double processingMs, long batches, double recordsPerSecond) {
  Cost {
    cpu = Map.copyOf(cpu);
  }

  /** All that was taken, in percent of one core. */
  double all() {
    return cpu.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  /** The same without compilers: what goes on for as long as the program does. */
  double lasting() {
    return all() - cpu.getOrDefault(Part.COMPILER, 0.0);
  }

  Map<String, Object> line(String way, String load, int round) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("way", way);
    line.put("load", load);
    line.put("round", round);
    line.put("cpu_pct", all());
    for (Part part : Part.values()) {
      line.put(part.name().toLowerCase(Locale.ROOT) + "_pct", cpu.getOrDefault(part, 0.0));
    }
    line.put("processing_ms", processingMs);
    line.put("batches", batches);
    line.put("records_per_s", Math.round(recordsPerSecond));
    return line;
  }
}
