package dev.sluice.engine;

import dev.sluice.io.Serializer;
import dev.sluice.time.Clock;

/** What a long task finds where it runs. Thread-safe. */
public interface LongTaskContext {
  /** The host it runs on. */
  String host();

  /** The clock of the program. */
  Clock clock();

  /** The block store of the worker it runs on. */
  BlockStore blocks();

  /** How received records become bytes. */
  Serializer serializer();

  /** Messages to and from the driver. */
  Control control();
}
