package dev.sluice.testkit.errors;

import dev.sluice.quarantine.Quarantine;
import dev.sluice.quarantine.QuarantinedRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Batches of lines, some of which are no numbers. */
final class Numbers {
  private Numbers() {}

  /** Batches of up to so many lines, each line once; every third is bad on average. */
  static List<List<String>> generate(long seed, int batches, int most) {
    SplittableRandom random = new SplittableRandom(seed);
    List<List<String>> generated = new ArrayList<>();
    int number = 0;
    for (int batch = 0; batch < batches; batch++) {
      List<String> lines = new ArrayList<>();
      for (int left = random.nextInt(most + 1); left > 0; left--) {
        number++;
        lines.add(random.nextInt(3) == 0 ? "bad" + number : "" + number);
      }
      generated.add(lines);
    }
    return generated;
  }

  static boolean isBad(String line) {
    return line.startsWith("bad");
  }

  /** The bad lines of all batches, sorted. */
  static List<String> bad(List<List<String>> batches) {
    return batches.stream().flatMap(List::stream).filter(Numbers::isBad).sorted().toList();
  }

  /** The records of a quarantine as lines, sorted. */
  static List<String> kept(Quarantine quarantine) {
    try {
      return quarantine.read().stream()
          .map(QuarantinedRecord::record)
          .map(String::valueOf)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
