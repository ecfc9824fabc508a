package dev.sluice.engine;

import java.io.Serializable;

/**
 * A long task to launch. Immutable.
 *
 * @param name names the task and, in one process, its thread
 * @param body what it does
 */
public record LongTaskSpec(String name, Body body) {
  /** The work of a long task; ends when it returns or throws. An interrupt asks it to end. */
  @FunctionalInterface
  public interface Body extends Serializable {
    /** Runs on a thread of its own. */
    void run(LongTaskContext context) throws Exception;
  }
}
