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

  @Override
  public String toString() {
    return namespace + "-" + number;
  }
}
