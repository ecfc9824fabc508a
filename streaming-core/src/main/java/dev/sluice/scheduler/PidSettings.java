package dev.sluice.scheduler;

/**
 * How the rate of a stream is estimated. Immutable.
 *
 * @param proportional how much of the error counts, 0 or more
 * @param integral how much what waits counts, 0 or more
 * @param derived how much the change of the error counts, 0 or more
 * @param minRate the least rate in records a second, more than 0
 */
public record PidSettings(double proportional, double integral, double derived, double minRate) {
  /** The values as documented for the configuration keys. */
  public static final PidSettings DEFAULTS = new PidSettings(1.0, 0.2, 0.0, 100);

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public PidSettings {
    check("proportional", proportional, proportional >= 0, "0 or more");
    check("integral", integral, integral >= 0, "0 or more");
    check("derived", derived, derived >= 0, "0 or more");
    check("minRate", minRate, minRate > 0, "more than 0");
  }

  private static void check(String name, double found, boolean valid, String expected) {
    if (!valid) {
      throw new IllegalArgumentException(
          "Cannot estimate rates: %s is out of range, found %s, expected %s"
              .formatted(name, found, expected));
    }
  }
}
