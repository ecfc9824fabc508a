package dev.sluice.testkit;

import dev.sluice.io.Storage;
import java.util.Objects;

/**
 * A program that {@link CrashingStorage#atEveryCall} crashes. One object sees one crash: what it
 * remembers in its fields, such as what it was told is durable, is what the world outside knows.
 *
 * @param <R> what the program comes to
 */
@FunctionalInterface
public interface CrashScenario<R> {

  /**
   * Runs the program to its end, and ends what it started. Called again, after a crash, on what the
   * crash left; it then has to go on from there.
   *
   * @throws Exception fails the test, unless the storage has crashed
   */
  R run(Storage storage) throws Exception;

  /**
   * Compares what came of the program with and without crashes. Equality, unless overridden.
   *
   * @throws AssertionError if they differ
   */
  default void compare(R crashFree, R crashed) {
    if (!Objects.equals(crashFree, crashed)) {
      throw new AssertionError("expected " + crashFree + ", found " + crashed);
    }
  }
}
