package dev.sluice.source;

import dev.sluice.rdd.StorageLevel;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * Receives blocks in the engine's serialized form, each after its length: four bytes, the most
 * significant one first. An empty block is left out. Confined as {@link SocketReceiver} is.
 *
 * @param <T> the records
 */
final class RawSocketReceiver<T> extends SocketReceiver<T> {
  private static final long serialVersionUID = 1L;
  private static final int GREATEST_BLOCK_BYTES = 256 << 20;

  RawSocketReceiver(SocketTarget target, StorageLevel level) {
    super(target, level);
  }

  @Override
  void receive(InputStream in) throws IOException {
    InputStream buffered = new BufferedInputStream(in);
    byte[] length = buffered.readNBytes(Integer.BYTES);
    while (length.length > 0) {
      requireWhole("length", length, Integer.BYTES);
      receiveBlock(buffered, ByteBuffer.wrap(length).getInt());
      length = buffered.readNBytes(Integer.BYTES);
    }
  }

  private void receiveBlock(InputStream in, int length) throws IOException {
    if (length < 0 || length > GREATEST_BLOCK_BYTES) {
      throw new IOException(
          "Cannot receive a raw block: unusable length, found %d bytes, expected 0 to %d"
              .formatted(length, GREATEST_BLOCK_BYTES));
    }
    byte[] block = in.readNBytes(length);
    requireWhole("content", block, length);
    if (length > 0) {
      store(ByteBuffer.wrap(block));
    }
  }

  private static void requireWhole(String what, byte[] found, int expected) throws EOFException {
    if (found.length < expected) {
      throw new EOFException(
          "Cannot receive a raw block: it ended within its %s, found %d bytes, expected %d"
              .formatted(what, found.length, expected));
    }
  }
}
