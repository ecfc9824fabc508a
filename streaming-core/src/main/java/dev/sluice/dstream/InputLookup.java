package dev.sluice.dstream;

import dev.sluice.ledger.BatchInput;
import dev.sluice.time.Time;
import java.util.Optional;

/** Where the graph finds what a batch reads: the ledger. Thread-safe. */
@FunctionalInterface
public interface InputLookup {
  /** What a stream gives to a batch, or empty if nothing is known of it. */
  Optional<BatchInput> input(Time batch, int streamId);
}
