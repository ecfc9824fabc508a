package dev.sluice.zeromq;

import dev.sluice.function.Function;

/** Counts what is missing of messages that their publisher numbers. Confined to one thread. */
final class NumberGaps {
  private final Function<byte[][], Long> numberOf;
  private final Duty duty;
  private boolean begun;
  private boolean reported;
  private long expected;

  NumberGaps(Function<byte[][], Long> numberOf, Duty duty) {
    this.numberOf = numberOf;
    this.duty = duty;
  }

  /** Looks at the next message; one that counts down belongs to a publisher that began anew. */
  void check(byte[][] frames) throws Exception {
    Long number = numberOf.call(frames);
    if (number == null) {
      return;
    }
    if (begun && number > expected) {
      long missing = number - expected;
      duty.count("messages missing", missing);
      if (!reported) {
        reported = true;
        duty.report(
            "Messages are missing: found number %d, expected %d; more are only counted"
                .formatted(number, expected),
            null);
      }
    }
    begun = true;
    expected = number + 1;
  }
}
