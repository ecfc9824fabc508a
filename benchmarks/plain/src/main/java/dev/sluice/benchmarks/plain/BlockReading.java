package dev.sluice.benchmarks.plain;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Reads a socket's bytes in large blocks, cut behind a line feed. Confined to the receiver's
 * thread, but for {@link #giveBack}, which is a concurrent queue's.
 */
final class BlockReading {
  private static final int BLOCK = 1 << 18;
  private static final int BEYOND = 16;
  private static final int SPARE = 256;

  private final BlockingQueue<Item> queue;
  private final Threads threads;
  private final BlockingQueue<byte[]> spare = new ArrayBlockingQueue<>(SPARE);

  BlockReading(BlockingQueue<Item> queue, Threads threads) {
    this.queue = queue;
    this.threads = threads;
  }

  void read(Socket socket) throws IOException, InterruptedException {
    try (InputStream in = socket.getInputStream()) {
      byte[] block = fresh();
      int filled = 0;
      int n = in.read(block, filled, BLOCK - filled);
      while (n >= 0 && !threads.stopping()) {
        filled += n;
        int cut = filled < BLOCK / 2 && in.available() > 0 ? 0 : lastLineEnd(block, filled);
        if (cut > 0) {
          byte[] next = fresh();
          System.arraycopy(block, cut, next, 0, filled - cut);
          queue.put(new Item.Block(block, cut));
          filled -= cut;
          block = next;
        }
        n = in.read(block, filled, BLOCK - filled);
      }
    }
  }

  private static int lastLineEnd(byte[] block, int filled) {
    int cut = filled;
    while (cut > 0 && block[cut - 1] != '\n') {
      cut--;
    }
    return cut;
  }

  private byte[] fresh() {
    byte[] used = spare.poll();
    return used == null ? new byte[BLOCK + BEYOND] : used;
  }

  /** Takes back what a worker is done with. */
  void giveBack(Item item) {
    if (item instanceof Item.Block block && !spare.offer(block.bytes())) {
      throw new IllegalStateException("Cannot keep a block: more came back than were read");
    }
  }
}
