package dev.sluice.benchmarks.plain;

import dev.sluice.benchmarks.harness.Feed;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;

/**
 * Stores records one by one: full chunks, or what there is when no more comes, go to the workers.
 * Confined to the receiver's thread.
 */
final class Receiving {
  private static final int CHUNK = 1000;
  private static final int READ_BUFFER = 1 << 16;

  private final BlockingQueue<Item> queue;
  private final Threads threads;
  private String[] chunk = new String[CHUNK];
  private int size;

  Receiving(BlockingQueue<Item> queue, Threads threads) {
    this.queue = queue;
    this.threads = threads;
  }

  void feed(Feed feed) throws InterruptedException {
    while (!threads.stopping()) {
      String record = feed.next(0);
      if (record == null) {
        flush();
        Threads.idle();
      } else {
        store(record);
      }
    }
  }

  void lines(Socket socket) throws IOException, InterruptedException {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8), READ_BUFFER)) {
      String line = in.readLine();
      while (line != null && !threads.stopping()) {
        store(line);
        if (!in.ready()) {
          flush();
        }
        line = in.readLine();
      }
    }
  }

  private void store(String record) throws InterruptedException {
    chunk[size++] = record;
    if (size == CHUNK) {
      flush();
    }
  }

  private void flush() throws InterruptedException {
    if (size > 0) {
      queue.put(new Item.Lines(chunk, 0, size));
      chunk = new String[CHUNK];
      size = 0;
    }
  }
}
