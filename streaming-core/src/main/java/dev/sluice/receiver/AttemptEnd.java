package dev.sluice.receiver;

/**
 * What becomes of what a reliable receiver has stored but not yet acknowledged when it is stopped.
 */
enum AttemptEnd {
  /** It is stored and acknowledged first. */
  DRAIN,
  /** It is dropped; an acknowledgement that is under way is waited for. */
  DROP,
  /** It is dropped; an acknowledgement that is under way is interrupted. */
  ABORT
}
