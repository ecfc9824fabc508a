package dev.sluice.rdd;

import dev.sluice.function.Function;
import dev.sluice.function.VoidFunction;
import java.util.Iterator;

/**
 * The records of one partition inside a task, to be consumed once, by one of the three ways. {@link
 * #forEach} is the fastest: the engine pushes records through the fused chain. Confined to the
 * task's thread.
 *
 * @param <T> the records
 */
public interface Records<T> {
  /** Calls the action for every record. */
  void forEach(VoidFunction<? super T> action) throws Exception;

  /** Calls the action for record after record until it answers false. */
  void forEachWhile(Function<? super T, Boolean> action) throws Exception;

  /** The records one by one; a failure below surfaces as an unchecked exception. */
  Iterator<T> iterator() throws Exception;
}
