package dev.sluice.benchmarks.summary;

import dev.sluice.benchmarks.harness.Field;
import dev.sluice.benchmarks.harness.JsonLine;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/** The runs of some files, repetitions together. Immutable. */
final class Results {
  private final SortedMap<RunKey, Runs> runs = new TreeMap<>();

  /** From JSON lines; other lines are passed over. */
  Results(Collection<String> lines) {
    Map<RunKey, List<Map<String, String>>> groups = new TreeMap<>();
    for (String line : lines) {
      Map<String, String> run = JsonLine.parse(line);
      if (run.containsKey(Field.WORKLOAD.key())) {
        groups.computeIfAbsent(RunKey.of(run), key -> new ArrayList<>()).add(run);
      }
    }
    groups.forEach((key, repetitions) -> runs.put(key, new Runs(repetitions)));
  }

  SortedMap<RunKey, Runs> all() {
    return runs;
  }

  List<RunKey> of(String contestant) {
    return runs.keySet().stream().filter(key -> key.contestant().equals(contestant)).toList();
  }

  Optional<Runs> find(RunKey key) {
    return Optional.ofNullable(runs.get(key));
  }

  /** The median of a figure, where the run is there and was right. */
  OptionalDouble median(RunKey key, Metric metric) {
    Runs found = runs.get(key);
    return found == null ? OptionalDouble.empty() : found.median(metric);
  }
}
