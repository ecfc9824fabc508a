package dev.sluice.io;

import java.io.IOException;

/** A log file holds something else than what was written and reported as durable. */
public final class CorruptLogException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String file;
  private final long offset;

  CorruptLogException(String file, long offset, String why, Object found, Object expected) {
    super(
        "Cannot read log file %s at offset %d: %s, found %s, expected %s"
            .formatted(file, offset, why, found, expected));
    this.file = file;
    this.offset = offset;
  }

  /** The name of the file in its storage. */
  public String file() {
    return file;
  }

  /** Where in the file, in bytes. */
  public long offset() {
    return offset;
  }
}
