package dev.sluice.spark;

import dev.sluice.function.VoidFunction;
import dev.sluice.rdd.Records;
import java.util.Iterator;

/**
 * The only element of a partition of a {@link PlanRdd}: its records. Confined to the task's thread.
 */
interface Part {
  /** The records, one by one. */
  Iterator<?> records() throws Exception;

  /** The same with all of them here, to be kept. */
  HeldPart hold() throws Exception;

  /** The records as functions of tasks get them. */
  default <T> Records<T> view() {
    return new PartRecords<>(this);
  }

  /** Records that are computed when they are asked for. */
  static Part of(Opening opening) {
    return new Part() {
      @Override
      public Iterator<?> records() throws Exception {
        return opening.open();
      }

      @Override
      public HeldPart hold() throws Exception {
        return HeldPart.of(opening.open());
      }
    };
  }

  /** Begins to compute records. */
  @FunctionalInterface
  interface Opening {
    Iterator<?> open() throws Exception;
  }

  /** Feeds records to an action. */
  @SuppressWarnings("unchecked") // plans fit together
  static <T> void push(Iterator<?> records, VoidFunction<? super T> action) throws Exception {
    while (records.hasNext()) {
      action.call((T) records.next());
    }
  }
}
