package dev.sluice.io;

import java.io.IOException;

/** A file does not hold what it should; the message names file, offset, found and expected. */
public final class CorruptFileException extends IOException {
  private static final long serialVersionUID = 1L;

  /** A file that is damaged at an offset. */
  public CorruptFileException(String file, long offset, String found, String expected) {
    super(
        "Cannot read "
            + file
            + ": found "
            + found
            + " at offset "
            + offset
            + ", expected "
            + expected);
  }
}
