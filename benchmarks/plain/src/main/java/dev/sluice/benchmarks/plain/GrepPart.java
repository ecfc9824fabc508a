package dev.sluice.benchmarks.plain;

import dev.sluice.benchmarks.harness.Sink;
import java.nio.charset.StandardCharsets;

/** Lines that hold a literal, for both kernels: the JVM's own search is as fast as one by hand. */
final class GrepPart implements Part<GrepPart> {
  private final String literal;
  private final Sink sink;
  private long matches;

  GrepPart(String literal, Sink sink) {
    this.literal = literal;
    this.sink = sink;
  }

  @Override
  public void line(String line) {
    if (line.contains(literal)) {
      matches++;
    }
  }

  @Override
  public void bytes(byte[] block, int from, int to) {
    String text = new String(block, from, to - from, StandardCharsets.ISO_8859_1);
    int at = text.indexOf(literal);
    while (at >= 0) {
      matches++;
      int end = text.indexOf('\n', at);
      at = end < 0 ? -1 : text.indexOf(literal, end);
    }
  }

  @Override
  public void merge(GrepPart other) {
    matches += other.matches;
    other.matches = 0;
  }

  @Override
  public void emit(long batchEndMs) {
    sink.count(batchEndMs, matches);
    matches = 0;
  }
}
