package dev.sluice.recovery;

import java.io.Serializable;

/** What a broker sends. Immutable. */
public record Message(int id, String text) implements Serializable {

  /** The message of an id: its text follows from it. */
  public static Message of(int id) {
    return new Message(id, "text-" + Integer.toHexString(id * 0x9E3779B9));
  }

  /** As {@link #toString} has it. */
  public static Message parse(String line) {
    String[] words = line.split(" ");
    return new Message(Integer.parseInt(words[0]), words[1]);
  }

  @Override
  public String toString() {
    return id + " " + text;
  }
}
