package dev.sluice.io;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Which classes data may name, and what classes that were renamed are called now. Classes of the
 * JDK's {@code java} packages and those that are written by number are always allowed. Immutable.
 */
public final class ClassNames implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final ClassNames UNRESTRICTED = new ClassNames(List.of(), List.of());

  @SuppressWarnings("serial") // an immutable list
  private final List<ClassPattern> allowed;

  @SuppressWarnings("serial") // an immutable list
  private final List<Renaming> renamings;

  private ClassNames(List<ClassPattern> allowed, List<Renaming> renamings) {
    this.allowed = List.copyOf(allowed);
    this.renamings = List.copyOf(renamings);
  }

  /** Every class is allowed, none was renamed. */
  public static ClassNames unrestricted() {
    return UNRESTRICTED;
  }

  /**
   * The same with other classes allowed: these, and no others.
   *
   * @param classes binary names such as {@code com.acme.Order$Line}, or beginnings of names
   *     followed by an asterisk such as {@code com.acme.*}, with commas between; of an array the
   *     class of its elements counts
   * @throws IllegalArgumentException if the text is not such a list
   */
  public ClassNames allowing(String classes) {
    return new ClassNames(entries(classes).stream().map(ClassPattern::parse).toList(), renamings);
  }

  /**
   * The same with other renamings. The first that fits a name in the data counts; whether a class
   * is allowed is asked of its present name.
   *
   * @param classes pairs of a former and a present name such as {@code
   *     com.acme.Sale=com.acme.Order}, or of beginnings such as {@code com.acme.old.*=com.acme.*},
   *     with commas between
   * @throws IllegalArgumentException if the text is not such a list
   */
  public ClassNames renaming(String classes) {
    return new ClassNames(allowed, entries(classes).stream().map(Renaming::parse).toList());
  }

  /** Whether data may name this class, not an array. */
  boolean allows(String className) {
    if (allowed.isEmpty() || className.startsWith("java.")) {
      return true;
    }
    return allowed.stream().anyMatch(pattern -> pattern.matches(className));
  }

  /** What the class, not an array, that data call by this name is called now. */
  String present(String className) {
    for (Renaming renaming : renamings) {
      if (renaming.former().matches(className)) {
        return renaming.present().text() + className.substring(renaming.former().text().length());
      }
    }
    return className;
  }

  private static List<String> entries(String text) {
    List<String> entries = new ArrayList<>();
    for (String entry : text.split(",", -1)) {
      entries.add(entry.strip());
    }
    return entries;
  }

  /** A class that has or had another name. */
  private record Renaming(ClassPattern former, ClassPattern present) implements Serializable {

    static Renaming parse(String entry) {
      int sign = entry.indexOf('=');
      if (sign < 0) {
        throw new IllegalArgumentException(
            "Cannot rename classes: found \"" + entry + "\", expected former=present");
      }
      ClassPattern former = ClassPattern.parse(entry.substring(0, sign).strip());
      ClassPattern present = ClassPattern.parse(entry.substring(sign + 1).strip());
      if (former.open() != present.open()) {
        throw new IllegalArgumentException(
            "Cannot rename classes: found \"" + entry + "\", expected an asterisk on both sides");
      }
      return new Renaming(former, present);
    }
  }
}
