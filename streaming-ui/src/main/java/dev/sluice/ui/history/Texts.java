package dev.sluice.ui.history;

/** Keeps texts of programs short enough to be kept and shown. */
public final class Texts {
  private static final int NAME = 1_000;
  private static final int MESSAGE = 2_000;
  private static final int STACK = 20_000;

  private Texts() {}

  /** A name or a description. */
  public static String name(String text) {
    return cut(text, NAME);
  }

  /** Whether a text is short enough for a name. */
  static boolean isName(String text) {
    return text.length() <= NAME;
  }

  /** A message. */
  public static String message(String text) {
    return cut(text, MESSAGE);
  }

  /** A stack trace. */
  public static String stack(String text) {
    return cut(text, STACK);
  }

  /** The first line that says something. */
  public static String firstLine(String text) {
    return message(text.lines().filter(line -> !line.isBlank()).findFirst().orElse(""));
  }

  private static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
    return text.substring(0, end) + "…";
  }
}
