package dev.sluice.receiver;

import dev.sluice.io.LogPosition;
import java.io.IOException;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;

/** The write-ahead logs of received data, one for each input stream. Thread-safe. */
public interface ReceivedLogs extends Serializable {
  /** Tells the blocks of this run of the program from those of runs before. */
  long run();

  /** Opens the log of a stream for writing; a launch of its receiver has it alone. */
  Writer open(int streamId) throws IOException;

  /** Reads a block back. */
  ByteBuffer read(int streamId, LogPosition position) throws IOException;

  /**
   * Deletes the files of a stream's log before that one, up to the first with a block that is not
   * settled.
   */
  void deleteBefore(int streamId, long file) throws IOException;

  /** A stream's log while its receiver runs. Thread-safe. */
  interface Writer extends AutoCloseable {
    /** Appends a block; completes when it is durable. It is kept at least until it is settled. */
    CompletableFuture<LogPosition> append(ByteBuffer block) throws InterruptedException;

    /** The ledger has the block, or has refused it. */
    void settle(LogPosition position);

    /** Finishes what was appended; idempotent. */
    @Override
    void close() throws IOException;
  }
}
