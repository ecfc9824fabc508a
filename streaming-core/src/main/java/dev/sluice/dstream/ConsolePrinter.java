package dev.sluice.dstream;

import dev.sluice.rdd.RDD;
import dev.sluice.time.Time;
import java.io.PrintStream;
import java.util.List;

/**
 * Prints the first records of a batch under a rule with its time. A batch is written in one piece,
 * so that outputs of several contexts do not mix. Immutable.
 */
final class ConsolePrinter {
  private static final String RULE = "-".repeat(43);

  private ConsolePrinter() {}

  /** Prints at most {@code most} records, and an ellipsis if there are more. */
  static <T> void print(RDD<T> rdd, Time time, int most) {
    List<T> first = rdd.take(most + 1);
    StringBuilder text = new StringBuilder();
    text.append(RULE)
        .append('\n')
        .append("Time: ")
        .append(time)
        .append('\n')
        .append(RULE)
        .append('\n');
    first.stream().limit(most).forEach(each -> text.append(each).append('\n'));
    if (first.size() > most) {
      text.append("...\n");
    }
    PrintStream console = System.out;
    console.print(text.append('\n'));
    console.flush();
  }
}
