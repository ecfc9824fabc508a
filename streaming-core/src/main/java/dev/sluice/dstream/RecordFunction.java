package dev.sluice.dstream;

import java.io.Serializable;
import java.util.List;

/** Makes any number of records of one: a user's function in the form that is guarded. */
@FunctionalInterface
interface RecordFunction<T, U> extends Serializable {
  /** Adds what becomes of the record to the results, or throws. */
  void call(T record, List<U> results) throws Exception;
}
