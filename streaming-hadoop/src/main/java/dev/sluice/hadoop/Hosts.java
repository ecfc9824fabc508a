package dev.sluice.hadoop;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where splits are stored. */
final class Hosts {
  private static final String ANYWHERE = "localhost";

  private Hosts() {}

  /** The hosts that a split names, without the one that stands for all. */
  static List<String> of(String @Nullable [] locations) {
    return locations == null
        ? List.of()
        : Arrays.stream(locations).filter(host -> !host.equals(ANYWHERE)).toList();
  }
}
