package dev.sluice.io;

import java.io.IOException;

/** A file was written by a later version of Sluice, in a format that this one does not know. */
public final class NewerFormatException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * A refusal of a file.
   *
   * @param file its name
   * @param found the file's format version
   * @param known the newest version that can be read
   */
  public NewerFormatException(String file, int found, int known) {
    super(
        "Cannot read %s: a later version of Sluice wrote it, found format version %d, expected at most %d"
            .formatted(file, found, known));
  }
}
