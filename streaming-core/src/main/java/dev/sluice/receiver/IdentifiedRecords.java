package dev.sluice.receiver;

/** Tells which receivers know each record by its position. Stateless. */
public final class IdentifiedRecords {
  private IdentifiedRecords() {}

  /** Whether a receiver is reliable and its positions identify records. */
  public static boolean areOf(Receiver<?> receiver) {
    return receiver instanceof ReliableReceiver<?, ?> reliable && reliable.identifiesByPosition();
  }
}
