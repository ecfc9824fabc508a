package dev.sluice.io;

import java.io.Serializable;
import java.util.regex.Pattern;

/**
 * A class name, or the beginning of class names. Immutable.
 *
 * @param text the name or its beginning
 * @param open whether more may follow
 */
record ClassPattern(String text, boolean open) implements Serializable {

  private static final String IDENTIFIER =
      "\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*";
  private static final Pattern NAME = Pattern.compile(IDENTIFIER + "(?:\\." + IDENTIFIER + ")*");
  private static final Pattern BEGINNING =
      Pattern.compile("(?:" + IDENTIFIER + "(?:\\." + IDENTIFIER + ")*\\.?)?");

  static ClassPattern parse(String entry) {
    boolean open = entry.endsWith("*");
    String text = open ? entry.substring(0, entry.length() - 1) : entry;
    if (!(open ? BEGINNING : NAME).matcher(text).matches()) {
      throw new IllegalArgumentException(
          "Cannot name classes: found \""
              + entry
              + "\", expected a class name or the beginning of one followed by *");
    }
    return new ClassPattern(text, open);
  }

  boolean matches(String className) {
    return open ? className.startsWith(text) : className.equals(text);
  }
}
