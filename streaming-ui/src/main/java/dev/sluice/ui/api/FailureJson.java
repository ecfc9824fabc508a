package dev.sluice.ui.api;

import dev.sluice.ui.history.Texts;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Why something failed. Immutable. */
record FailureJson(String message, String stack, @Nullable Long atMs) {
  /** A failure of which only the stack trace is known, whose first line is the message. */
  static FailureJson of(String stack, OptionalLong atMs) {
    return new FailureJson(Texts.firstLine(stack), Texts.stack(stack), Values.orNull(atMs));
  }

  static FailureJson of(Throwable failure) {
    StringWriter stack = new StringWriter();
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    cause.printStackTrace(new PrintWriter(stack));
    return new FailureJson(
        Texts.message(String.valueOf(failure.getMessage())), Texts.stack(stack.toString()), null);
  }
}
