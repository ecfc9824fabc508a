package dev.sluice.engine;

import java.io.Serializable;

/**
 * Names a block. Immutable.
 *
 * @param namespace what the block belongs to, such as {@code input-0}
 * @param number unique within the namespace
 */
public record BlockId(String namespace, long number) implements Serializable {
  /** The namespace of an input stream's blocks. */
  public static String inputNamespace(int streamId) {
    return "input-" + streamId;
  }

  /**
   * The namespace of an input stream's blocks in one run of a program that recovers blocks of runs
   * before.
   */
  public static String inputNamespace(int streamId, long run) {
    return inputNamespace(streamId) + "-run-" + run;
  }

  @Override
  public String toString() {
    return namespace + "-" + number;
  }
}
