package dev.sluice.recovery;

import dev.sluice.function.Tuple2;
import dev.sluice.time.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What sums by key come to, from the lines that each batch read. Immutable.
 *
 * @param lines key and number, for each batch
 */
record ExpectedSums(NavigableMap<Time, List<String>> lines) {

  /**
   * The sums of windows.
   *
   * @param keepsKeys whether keys that were ever seen stay with the sum 0
   */
  NavigableMap<Time, List<String>> windows(Duration window, Duration slide, boolean keepsKeys) {
    NavigableMap<Time, List<String>> expected = new TreeMap<>();
    Time zero = zero();
    for (Time end = zero.plus(slide); !end.isAfter(lines.lastKey()); end = end.plus(slide)) {
      TreeMap<String, Long> sums = sums(end.minus(window), end);
      if (keepsKeys) {
        sums(zero, end).keySet().forEach(key -> sums.putIfAbsent(key, 0L));
      }
      expected.put(end, texts(sums));
    }
    return expected;
  }

  /** The sums since the beginning. */
  NavigableMap<Time, List<String>> totals() {
    NavigableMap<Time, List<String>> expected = new TreeMap<>();
    lines.keySet().forEach(end -> expected.put(end, texts(sums(zero(), end))));
    return expected;
  }

  private Time zero() {
    return lines.firstKey().minus(FilesProgram.BATCH);
  }

  private TreeMap<String, Long> sums(Time after, Time end) {
    TreeMap<String, Long> sums = new TreeMap<>();
    for (List<String> batch : lines.subMap(after, false, end, true).values()) {
      for (String line : batch) {
        String[] words = line.split(" ");
        sums.merge(words[0], Long.parseLong(words[1]), Long::sum);
      }
    }
    return sums;
  }

  private static List<String> texts(Map<String, Long> sums) {
    List<String> texts = new ArrayList<>();
    sums.forEach((key, sum) -> texts.add(new Tuple2<>(key, sum).toString()));
    return texts.stream().sorted().toList();
  }
}
