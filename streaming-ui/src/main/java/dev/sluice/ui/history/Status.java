package dev.sluice.ui.history;

/** How far a batch or one of its output operations is. */
public enum Status {
  /** It waits. */
  QUEUED,
  /** It runs. */
  ACTIVE,
  /** It ended well. */
  COMPLETED,
  /** It ended badly. */
  FAILED;

  /** Whether it is over. */
  public boolean isEnded() {
    return this == COMPLETED || this == FAILED;
  }
}
