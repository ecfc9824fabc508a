package dev.sluice.ledger;

/** Where a ledger writes its events. Called on the driver thread. */
@FunctionalInterface
public interface Journal {
  /** Nowhere: the ledger lives in memory. */
  Journal NONE = (event, whenDurable) -> whenDurable.run();

  /**
   * Writes an event, and runs the action on any thread once the event is durable: never if that
   * fails.
   */
  void write(LedgerEvent event, Runnable whenDurable);
}
