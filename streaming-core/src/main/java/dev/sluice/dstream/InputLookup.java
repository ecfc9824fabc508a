package dev.sluice.dstream;

import dev.sluice.ledger.BatchInput;
import dev.sluice.time.Time;
import java.util.NavigableMap;

/** Where the graph finds what batches read: the ledger. Thread-safe. */
@FunctionalInterface
public interface InputLookup {
  /** What a stream gave to the batches later than one time, up to another, as far as is known. */
  NavigableMap<Time, BatchInput> inputs(Time after, Time upTo, int streamId);
}
