package dev.sluice.io;

import java.io.IOException;

/** A lock is held by somebody else. */
public final class LockedException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String holder;

  /**
   * A refusal of the lock.
   *
   * @param lock what could not be locked
   * @param holder who holds it
   */
  public LockedException(String lock, String holder) {
    super("Cannot lock " + lock + ": it is held, found holder " + holder + ", expected none");
    this.holder = holder;
  }

  /** Who holds the lock, with the process where known. */
  public String holder() {
    return holder;
  }
}
