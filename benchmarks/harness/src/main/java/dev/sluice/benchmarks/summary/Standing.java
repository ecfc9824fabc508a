package dev.sluice.benchmarks.summary;

/**
 * How a run stands to a target. Immutable.
 *
 * @param wanted the target in words
 * @param found the figure in words
 * @param outcome whether it is reached
 */
record Standing(String wanted, String found, Outcome outcome) {
  /** Whether a target is reached. */
  enum Outcome {
    REACHED("reached"),
    MISSED("NOT reached"),
    /** One of the runs that it compares is not there, or was wrong. */
    UNKNOWN("not measured");

    private final String label;

    Outcome(String label) {
      this.label = label;
    }

    String label() {
      return label;
    }
  }

  static Standing of(String wanted, String found, boolean reached) {
    return new Standing(wanted, found, reached ? Outcome.REACHED : Outcome.MISSED);
  }

  static Standing unknown(String wanted) {
    return new Standing(wanted, "-", Outcome.UNKNOWN);
  }
}
