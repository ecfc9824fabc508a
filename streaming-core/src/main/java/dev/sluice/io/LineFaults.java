package dev.sluice.io;

/** Hears of lines that could not be delivered as they were. Called by the thread that decodes. */
public interface LineFaults {

  /** The next line was not valid UTF-8; it follows with U+FFFD in place of what was not. */
  default void malformed() {}

  /** A line of {@code bytes} bytes, without its end, was skipped because that is too long. */
  default void tooLong(long bytes) {}
}
