package dev.sluice.benchmarks.plain;

import dev.sluice.benchmarks.harness.Chunk;
import dev.sluice.benchmarks.harness.Feed;
import dev.sluice.benchmarks.harness.Ingest;
import dev.sluice.benchmarks.harness.Job;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The workloads whose batches are cut by the clock: workers that gather parts, with a receiver's
 * thread besides where records come one by one or over a socket.
 */
final class Batches<P extends Part<P>> {
  private static final int CHUNK = 1000;
  private static final int QUEUED = 64;
  private static final long POLL_MICROS = 500;

  private final Job job;
  private final Threads threads;
  private final Merger<P> merger;
  private final BlockingQueue<Item> queue = new ArrayBlockingQueue<>(QUEUED);
  private final BlockReading blocks;

  Batches(Job job, Threads threads, Supplier<P> parts) {
    this.job = job;
    this.threads = threads;
    merger = new Merger<>(job.settings().threads(), parts);
    blocks = new BlockReading(queue, threads);
  }

  /**
   * Starts the threads; {@code inBlocks} says whether a socket is read in blocks of bytes or by
   * lines.
   */
  void start(boolean inBlocks) throws IOException {
    Receiving receiving = new Receiving(queue, threads);
    if (job.is(Ingest.TCP)) {
      Socket socket = new Socket(InetAddress.getLoopbackAddress(), job.port());
      threads.start(
          "receiver", inBlocks ? () -> blocks.read(socket) : () -> receiving.lines(socket));
    } else if (job.is(Ingest.ONE)) {
      threads.start("receiver", () -> receiving.feed(job.feed()));
    }
    long firstEndMs = (System.currentTimeMillis() / job.batchMs() + 1) * job.batchMs();
    for (int i = 0; i < job.settings().threads(); i++) {
      int lane = i;
      threads.start("worker-" + i, () -> work(lane, firstEndMs));
    }
  }

  private void work(int lane, long firstEndMs) throws InterruptedException {
    boolean bulk = job.is(Ingest.BULK);
    long endMs = firstEndMs;
    P part = merger.fresh();
    while (!threads.stopping()) {
      long now = System.currentTimeMillis();
      while (now >= endMs) {
        part = merger.deliver(endMs, part);
        endMs += job.batchMs();
      }
      if (bulk) {
        fromFeed(lane, part);
      } else {
        fromQueue(part);
      }
    }
  }

  private void fromFeed(int lane, P part) {
    Feed feed = job.feed();
    Chunk chunk = lane < feed.lanes() ? feed.nextChunk(lane, CHUNK) : null;
    if (chunk == null) {
      Threads.idle();
    } else {
      Item.Lines.of(chunk).into(part);
    }
  }

  private void fromQueue(P part) throws InterruptedException {
    Item item = queue.poll(POLL_MICROS, TimeUnit.MICROSECONDS);
    if (item != null) {
      item.into(part);
      blocks.giveBack(item);
    }
  }
}
