package dev.sluice.benchmarks.harness;

/**
 * A cursor over a slice of the records, which it cycles through. Confined to its reader's thread,
 * but for the limit, which the driver's thread alone raises.
 */
final class Lane {
  // Two threads write the fields of two lanes, which must not share a cache line.
  @SuppressWarnings("unused")
  private long before0, before1, before2, before3, before4, before5, before6, before7;

  private final String[] records;
  private final int from;
  private final int to;
  private int at;
  private long handedOut;
  // May be handed out without another look at what the driver changes.
  private long free;
  private volatile long limit;

  @SuppressWarnings("unused")
  private long after0, after1, after2, after3, after4, after5, after6, after7;

  Lane(String[] records, int from, int to) {
    this.records = records;
    this.from = from;
    this.to = to;
    this.at = from;
  }

  void setLimit(long records) {
    limit = records;
  }

  long limit() {
    return limit;
  }

  /** Whether records may be had; {@code most} bounds what may have been handed out in all. */
  boolean refresh(long most) {
    free = Math.min(limit, most);
    return handedOut < free;
  }

  boolean isExhausted() {
    return handedOut >= free;
  }

  String next() {
    String record = records[at];
    advance(1);
    return record;
  }

  Chunk nextChunk(int most) {
    int n = (int) Math.min(Math.min(most, free - handedOut), to - at);
    Chunk chunk = new Chunk(records, at, at + n);
    advance(n);
    return chunk;
  }

  Range nextRange(long most) {
    long first = handedOut;
    handedOut += Math.min(most, free - first);
    return new Range(first, handedOut);
  }

  private void advance(int n) {
    at += n;
    if (at == to) {
      at = from;
    }
    handedOut += n;
  }
}
