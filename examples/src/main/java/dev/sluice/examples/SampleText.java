package dev.sluice.examples;

import java.util.List;

/** A few lines for programs that feed themselves. Immutable. */
final class SampleText {
  private static final List<String> LINES =
      List.of(
          "a #mill stands where the #river bends",
          "the river brings water and the water turns the wheel",
          "the wheel turns the stone and the stone grinds the corn",
          "in spring the river is loud and the miller opens the sluice",
          "in #summer the #river is low and the miller waits",
          "water that has passed the wheel does not come back",
          "but the river brings more water and the wheel turns again");

  private SampleText() {}

  /** The n-th line of the text told over and over. */
  static String line(long n) {
    return LINES.get((int) (n % LINES.size()));
  }
}
