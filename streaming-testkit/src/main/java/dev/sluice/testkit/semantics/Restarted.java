package dev.sluice.testkit.semantics;

import dev.sluice.function.Tuple2;
import java.util.List;

/** What becomes of an operator when its program starts again. */
enum Restarted {
  /** It goes on as if nothing had happened. */
  GOES_ON,
  /**
   * It goes on if every batch whose output was called is recorded as done: so does what lives in
   * the process only, which cannot come again, and an output that counts its batches.
   */
  GOES_ON_AFTER_STOP,
  /**
   * It goes on without the keys that nothing in the window has: windows are not stored but made
   * again of the inputs. Their value is 0, and no other key has it.
   */
  FORGETS_WHAT_LEFT {
    @Override
    <T> List<List<T>> promised(List<List<T>> partitions) {
      return partitions.stream()
          .map(records -> records.stream().filter(record -> !isZero(record)).toList())
          .toList();
    }
  };

  /** Whether the program is the same in the end if it runs like this. */
  boolean bears(Drive drive) {
    return this != GOES_ON_AFTER_STOP || drive != Drive.CRASHING;
  }

  /** What of a batch is there after a restart. */
  <T> List<List<T>> promised(List<List<T>> partitions) {
    return partitions;
  }

  private static boolean isZero(Object record) {
    Object value = record instanceof Tuple2<?, ?> pair ? pair._2() : record;
    return value instanceof Number number && number.longValue() == 0;
  }
}
