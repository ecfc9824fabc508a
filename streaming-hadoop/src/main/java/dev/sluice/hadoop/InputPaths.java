package dev.sluice.hadoop;

import org.apache.hadoop.fs.Path;

/** Names of single files where Hadoop expects patterns. */
final class InputPaths {
  private static final String SPECIAL = "\\*?[]{}^,";

  private InputPaths() {}

  /** The pattern that only this file matches. */
  static Path of(String file) {
    StringBuilder pattern = new StringBuilder(file.length());
    for (int i = 0; i < file.length(); i++) {
      if (SPECIAL.indexOf(file.charAt(i)) >= 0) {
        pattern.append('\\');
      }
      pattern.append(file.charAt(i));
    }
    return new Path(pattern.toString());
  }
}
