package dev.sluice.flow;

import dev.sluice.recovery.Message;

/** Where messages go into a broker. Confined to one thread at a time. */
public interface Inlet extends AutoCloseable {
  /** Writes a message; that it failed may be said later, by {@link #flush}. */
  void put(Message message) throws Exception;

  /** Returns when the broker has all that were written. */
  void flush() throws Exception;

  /** Waits for nothing. */
  @Override
  void close();
}
