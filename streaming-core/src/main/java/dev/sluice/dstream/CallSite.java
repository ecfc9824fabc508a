package dev.sluice.dstream;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Where in the user's program something was created. Immutable.
 *
 * @param text such as {@code NetworkWordCount.java:20}; empty if unknown
 */
record CallSite(String text) {
  private static final List<String> OWN = List.of("dev.sluice.dstream.", "dev.sluice.streaming.");

  /** What connectors make streams by. */
  private static final Pattern FACTORY = Pattern.compile("dev\\.sluice\\.\\w+\\.\\w+Utils");

  /** The frame nearest to the top of the calling thread's stack that is not the library's own. */
  static CallSite here() {
    return StackWalker.getInstance()
        .walk(frames -> frames.filter(frame -> isUser(frame.getClassName())).findFirst())
        .map(frame -> new CallSite(frame.getFileName() + ":" + frame.getLineNumber()))
        .orElse(new CallSite(""));
  }

  private static boolean isUser(String className) {
    return OWN.stream().noneMatch(className::startsWith) && !FACTORY.matcher(className).matches();
  }

  /** The words {@code what at File.java:7}, or only the first if the place is unknown. */
  String describe(String what) {
    return text.isEmpty() ? what : what + " at " + text;
  }
}
