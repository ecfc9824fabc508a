package dev.sluice.dstream;

import dev.sluice.time.Time;

/** How the directories of output operations are named. */
final class BatchFiles {
  private BatchFiles() {}

  /** {@code [prefix-]<time in ms>[.suffix]}; an empty prefix or suffix is left out. */
  static String directory(String prefix, String suffix, Time time) {
    String start = prefix.isEmpty() ? "" : prefix + "-";
    String end = suffix.isEmpty() ? "" : "." + suffix;
    return start + time.milliseconds() + end;
  }
}
