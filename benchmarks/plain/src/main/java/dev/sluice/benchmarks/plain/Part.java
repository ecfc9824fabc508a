package dev.sluice.benchmarks.plain;

/**
 * What one worker gathers of one batch; the parts of a batch are merged into one. Confined to one
 * thread at a time.
 */
interface Part<P extends Part<P>> {
  void line(String line);

  /**
   * Takes whole lines, each ended by a line feed; up to 16 bytes behind {@code to} may be read and
   * must exist.
   */
  void bytes(byte[] block, int from, int to);

  /** Adds what another part has, and leaves that one empty. */
  void merge(P other);

  /** Hands the batch's result on, and leaves this part empty. */
  void emit(long batchEndMs);
}
