package dev.sluice.kafka.output;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * The times of the batches of which a partition of an output is written, each with the number of
 * partitions that the batch had. As text, which Kafka keeps with a committed offset, times at equal
 * distances are one entry. Immutable.
 */
final class WrittenBatches {
  /** Less than what brokers take by default, {@code offset.metadata.max.bytes}. */
  static final int MOST_CHARACTERS = 4000;

  static final WrittenBatches NONE = new WrittenBatches(Long.MIN_VALUE, new TreeMap<>());

  private static final String VERSION = "1";
  private static final int RADIX = Character.MAX_RADIX;

  private final long knownAfterMs;
  private final NavigableMap<Long, Integer> partitions;

  private WrittenBatches(long knownAfterMs, NavigableMap<Long, Integer> partitions) {
    this.knownAfterMs = knownAfterMs;
    this.partitions = partitions;
  }

  /** Of how many partitions the batch was when it was written; empty if it was not. */
  OptionalInt partitionsOf(long timeMs) {
    Integer count = partitions.get(timeMs);
    return count == null ? OptionalInt.empty() : OptionalInt.of(count);
  }

  /** Whether there was no room to remember batches of that time. */
  boolean hasForgotten(long timeMs) {
    return timeMs <= knownAfterMs && !partitions.containsKey(timeMs);
  }

  /** With one more batch, and without those that nobody asks for any more. */
  WrittenBatches with(long timeMs, int count, long overUpToMs) {
    TreeMap<Long, Integer> more = new TreeMap<>(partitions.tailMap(overUpToMs, false));
    more.put(timeMs, count);
    return new WrittenBatches(knownAfterMs, more);
  }

  /** The text; if it would be too long, the older half is forgotten as often as it takes. */
  String toText() {
    String text = text();
    if (text.length() <= MOST_CHARACTERS) {
      return text;
    }
    List<Long> times = new ArrayList<>(partitions.keySet());
    long upTo = times.get(times.size() / 2 - 1);
    return new WrittenBatches(upTo, partitions.tailMap(upTo, false)).toText();
  }

  private String text() {
    StringBuilder text = new StringBuilder(VERSION).append(',').append(number(knownAfterMs));
    List<Map.Entry<Long, Integer>> entries = List.copyOf(partitions.entrySet());
    long before = 0;
    int count = 0;
    int i = 0;
    while (i < entries.size()) {
      long time = entries.get(i).getKey();
      if (entries.get(i).getValue() != count) {
        count = entries.get(i).getValue();
        text.append(",=").append(number(count));
      }
      int last = endOfRun(entries, i);
      text.append(',').append(number(time - before));
      if (last > i) {
        text.append('+').append(number(entries.get(i + 1).getKey() - time));
        text.append('*').append(number(last - i));
      }
      before = entries.get(last).getKey();
      i = last + 1;
    }
    return text.toString();
  }

  /** The last of the entries that follow at the same distance; the first if there are too few. */
  private static int endOfRun(List<Map.Entry<Long, Integer>> entries, int first) {
    int last = first;
    while (last + 1 < entries.size()
        && entries.get(last + 1).getValue().equals(entries.get(first).getValue())
        && distance(entries, last) == distance(entries, first)) {
      last++;
    }
    return last - first >= 2 ? last : first;
  }

  private static long distance(List<Map.Entry<Long, Integer>> entries, int from) {
    return entries.get(from + 1).getKey() - entries.get(from).getKey();
  }

  private static String number(long number) {
    return Long.toString(number, RADIX);
  }

  /**
   * Reads what {@link #toText} made.
   *
   * @throws IllegalArgumentException if it is something else
   */
  static WrittenBatches parse(String text) {
    String[] parts = text.split(",", -1);
    if (!parts[0].equals(VERSION) || parts.length < 2) {
      throw new IllegalArgumentException(
          "Cannot tell which batches are written: found a text of %d characters that begins with \"%s\", expected version %s"
              .formatted(
                  text.length(), parts[0].substring(0, Math.min(parts[0].length(), 8)), VERSION));
    }
    TreeMap<Long, Integer> partitions = new TreeMap<>();
    long time = 0;
    int count = 0;
    for (int i = 2; i < parts.length; i++) {
      if (parts[i].startsWith("=")) {
        count = Integer.parseInt(parts[i].substring(1), RADIX);
        continue;
      }
      String[] run = parts[i].split("[+*]", -1);
      time += Long.parseLong(run[0], RADIX);
      partitions.put(time, count);
      for (long left = run.length == 1 ? 0 : Long.parseLong(run[2], RADIX); left > 0; left--) {
        time += Long.parseLong(run[1], RADIX);
        partitions.put(time, count);
      }
    }
    return new WrittenBatches(Long.parseLong(parts[1], RADIX), partitions);
  }
}
