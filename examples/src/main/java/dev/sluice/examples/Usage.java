package dev.sluice.examples;

/** How a program is called. Immutable. */
record Usage(String program, String arguments) {
  private static final int WRONG_USAGE = 2;

  /** Shows what is wrong and how it is right, and ends the process; never returns. */
  IllegalArgumentException exit(String problem) {
    System.err.println(program + ": " + problem);
    System.err.println("Usage: bin/run-example " + program + " " + arguments);
    System.exit(WRONG_USAGE);
    return new IllegalArgumentException(problem);
  }

  /** A whole number between two others, both included; anything else ends the process. */
  int number(String what, String text, int least, int most) {
    try {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      throw exit(wrong(what, text, least, most));
    }
    throw exit(wrong(what, text, least, most));
  }

  private static String wrong(String what, String text, int least, int most) {
    return "Cannot use the %s: found %s, expected %d to %d".formatted(what, text, least, most);
  }
}
