package dev.sluice.quarantine;

import dev.sluice.quarantine.QuarantinedRecord.Thrown;

/** Says what was thrown in words of bounded length. */
final class ThrownText {
  private static final int MOST_OF_NAME = 256;
  private static final int MOST_OF_MESSAGE = 2_048;
  private static final int MOST_OF_TRACE = 8_192;
  private static final int FRAMES = 20;

  private ThrownText() {}

  static Thrown of(Throwable thrown) {
    StringBuilder trace = new StringBuilder();
    frames(thrown, trace);
    Throwable cause = first(thrown);
    if (cause != thrown) {
      trace.append("Caused by: ").append(cut(cause.getClass().getName(), MOST_OF_NAME));
      trace.append('\n');
      frames(cause, trace);
    }
    String message = thrown.getMessage();
    return new Thrown(
        cut(thrown.getClass().getName(), MOST_OF_NAME),
        message == null ? "" : cut(message, MOST_OF_MESSAGE),
        cut(trace.toString(), MOST_OF_TRACE));
  }

  private static void frames(Throwable thrown, StringBuilder trace) {
    StackTraceElement[] frames = thrown.getStackTrace();
    for (int i = 0; i < Math.min(frames.length, FRAMES); i++) {
      trace.append("\tat ").append(frames[i]).append('\n');
    }
  }

  /** The innermost cause, however the causes may refer to each other. */
  private static Throwable first(Throwable thrown) {
    Throwable cause = thrown;
    for (int depth = 0; depth < FRAMES && cause.getCause() != null; depth++) {
      cause = cause.getCause();
    }
    return cause;
  }

  private static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most);
  }
}
