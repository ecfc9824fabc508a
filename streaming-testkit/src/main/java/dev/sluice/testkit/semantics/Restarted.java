package dev.sluice.testkit.semantics;

/** What becomes of an operator when its program starts again. */
enum Restarted {
  /** It goes on as if nothing had happened. */
  GOES_ON,
  /**
   * It goes on if every batch whose output was called is recorded as done: so does what lives in
   * the process only, which cannot come again, and an output that counts its batches.
   */
  GOES_ON_AFTER_STOP;

  /** Whether the program is the same in the end if it runs like this. */
  boolean bears(Drive drive) {
    return this != GOES_ON_AFTER_STOP || drive != Drive.CRASHING;
  }
}
