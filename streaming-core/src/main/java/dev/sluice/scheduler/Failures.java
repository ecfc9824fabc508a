package dev.sluice.scheduler;

import dev.sluice.dstream.OperatorException;
import dev.sluice.rdd.JobException;
import java.io.PrintWriter;
import java.io.StringWriter;

/** What is said of failures. */
final class Failures {
  private Failures() {}

  /** The user's own exception within what an engine or an operator wrapped around it. */
  static Throwable root(Throwable failure) {
    Throwable root = failure;
    while ((root instanceof JobException || root instanceof OperatorException)
        && root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  /** What went wrong in one line: where, if an operator says so, and what was thrown. */
  static String describe(Throwable failure) {
    return failure instanceof OperatorException
        ? String.valueOf(failure.getMessage())
        : root(failure).toString();
  }

  /** A stack trace that begins with the user's own exception. */
  static String reason(Throwable failure) {
    StringWriter text = new StringWriter();
    root(failure).printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
