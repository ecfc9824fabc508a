package dev.sluice.io;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Sees the records of a {@link RecordLog} in order. */
@FunctionalInterface
public interface LogVisitor {

  /**
   * Is called for each record.
   *
   * @param payload the record's bytes, from its position to its limit; reused after the call
   * @throws IOException to end the replay, which throws it on
   */
  void visit(LogPosition position, ByteBuffer payload) throws IOException;
}
