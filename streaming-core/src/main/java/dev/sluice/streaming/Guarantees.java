package dev.sluice.streaming;

import java.util.List;

/**
 * What a program promises. Immutable.
 *
 * @param progress where state and progress are
 * @param inputs what becomes of records that come in, in the order of definition
 * @param outputs how often effects take place, in the order of definition
 */
public record Guarantees(String progress, List<Promise> inputs, List<Promise> outputs) {
  /** Copies the lists. */
  public Guarantees {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  /**
   * What is promised of one input or output. Immutable.
   *
   * @param name the name of the stream, or the output and where it was defined
   * @param promise in words
   */
  public record Promise(String name, String promise) {}

  /** A line for each, as the log shows them; each line begins with a line break. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(System.lineSeparator()).append("  state and progress: ");
    text.append(progress);
    for (Promise input : inputs) {
      text.append(System.lineSeparator()).append("  input ").append(input.name()).append(": ");
      text.append(input.promise());
    }
    for (int output = 0; output < outputs.size(); output++) {
      Promise promise = outputs.get(output);
      text.append(System.lineSeparator()).append("  output ").append(output).append(' ');
      text.append(promise.name()).append(": ").append(promise.promise());
    }
    return text.toString();
  }
}
