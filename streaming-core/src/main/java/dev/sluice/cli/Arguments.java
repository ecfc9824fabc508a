package dev.sluice.cli;

import java.io.File;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What the command line says: options, the words of the command, and behind the class of a program
 * the arguments of that. Immutable.
 *
 * @param help whether help is asked for
 * @param verify whether all that is stored is to be read
 * @param payload whether records are to be shown
 * @param classPath where the user's classes are
 * @param words what is no option
 */
record Arguments(
    boolean help, boolean verify, boolean payload, List<String> classPath, List<String> words) {
  /** How many words there are before those that belong to the program. */
  private static final int WORDS_UP_TO_CLASS = 4;

  Arguments {
    classPath = List.copyOf(classPath);
    words = List.copyOf(words);
  }

  static Arguments of(List<String> args) throws CommandException {
    Deque<String> left = new ArrayDeque<>(args);
    List<String> words = new ArrayList<>();
    List<String> classPath = new ArrayList<>();
    boolean help = false;
    boolean verify = false;
    boolean payload = false;
    while (!left.isEmpty() && words.size() < WORDS_UP_TO_CLASS) {
      String arg = left.remove();
      switch (arg) {
        case "-h", "--help" -> help = true;
        case "--verify" -> verify = true;
        case "--payload" -> payload = true;
        case "-cp", "-classpath", "--classpath", "--class-path" -> {
          if (left.isEmpty()) {
            throw CommandException.usage("Cannot use " + arg + ": found no path behind it");
          }
          classPath.addAll(List.of(left.remove().split(File.pathSeparator)));
        }
        default -> {
          if (arg.startsWith("-")) {
            throw CommandException.usage("Cannot use the option " + arg + ": it is not known");
          }
          words.add(arg);
        }
      }
    }
    words.addAll(left);
    return new Arguments(help, verify, payload, classPath, words);
  }

  /** The word at a place; empty if there are fewer. */
  String word(int place) {
    return place < words.size() ? words.get(place) : "";
  }
}
