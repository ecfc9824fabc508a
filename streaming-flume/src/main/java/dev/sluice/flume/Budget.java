package dev.sluice.flume;

/**
 * How much memory what is read may still take: each length that a sender names is taken off before
 * anything of it is read. Confined to the thread that reads.
 */
final class Budget {
  /** What an event or a header takes besides its bytes. */
  private static final int OBJECT_BYTES = 64;

  private final int limit;
  private final String option;
  private long left;

  /**
   * All is left.
   *
   * @param limit in bytes
   * @param option that sets it, for the error
   */
  Budget(int limit, String option) {
    this.limit = limit;
    this.option = option;
    this.left = limit;
  }

  /** Takes off so many bytes; returns the number. */
  int take(int bytes) throws WireException {
    if (bytes < 0 || bytes > left) {
      throw new WireException(
          ("Cannot read what was sent: found a length of %d, expected 0 to %d, what is left of the"
                  + " %d bytes that it may take (%s), with %d for each event and header")
              .formatted(bytes, left, limit, option, OBJECT_BYTES));
    }
    left -= bytes;
    return bytes;
  }

  /** Takes off what an event or a header takes. */
  void takeObject() throws WireException {
    take(OBJECT_BYTES);
  }
}
