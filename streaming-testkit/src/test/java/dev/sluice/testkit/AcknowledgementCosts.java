package dev.sluice.testkit;

import dev.sluice.io.LocalStorage;
import dev.sluice.rdd.StorageLevel;
import dev.sluice.receiver.ReceiverStoppedException;
import dev.sluice.receiver.ReliableReceiver;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.streaming.StreamingContext;
import dev.sluice.time.Durations;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * How many messages of 100 bytes a second a source gets acknowledged that allows only so many
 * without acknowledgement, with the write-ahead log on and everything made durable. Arguments: an
 * empty directory on the disk to measure, seconds for each row. A measurement to be run by hand, as
 * {@link LogCosts} is.
 */
public final class AcknowledgementCosts {
  private AcknowledgementCosts() {}

  /** Measures several windows. */
  public static void main(String[] args) throws Exception {
    Path directory = Files.createDirectories(Path.of(args[0]));
    int seconds = Integer.parseInt(args[1]);
    for (int window : new int[] {20, 20, 100, 1000}) {
      Path place = Files.createTempDirectory(directory, "window-" + window + "-");
      StreamingConf conf =
          new StreamingConf()
              .set("streaming.master", "local[2]")
              .set("streaming.appName", "acknowledgement costs")
              .set("streaming.receiver.writeAheadLog.enable", "true");
      AtomicLong processed = new AtomicLong();
      Messages messages = new Messages(window);
      try (StreamingContext context = new StreamingContext(conf, Durations.seconds(1))) {
        context.checkpoint(new LocalStorage(place));
        context.receiverStream(messages).foreachRDD(rdd -> processed.addAndGet(rdd.count()));
        context.start();
        boolean warm = context.awaitTerminationOrTimeout(2000);
        long blocksBefore = messages.calls.get();
        long before = messages.acknowledged.get();
        long begun = System.nanoTime();
        boolean ended = context.awaitTerminationOrTimeout(1000L * seconds);
        double took = (System.nanoTime() - begun) / 1e9;
        long count = messages.acknowledged.get() - before;
        long blocks = messages.calls.get() - blocksBefore;
        System.out.printf(
            "%d in flight: %,.0f messages/s acknowledged, %,.0f blocks/s, %,.1f messages each%s%n",
            window, count / took, blocks / took, (double) count / blocks, warm || ended ? "!" : "");
      }
      System.out.printf("  processed so far: %,d%n", processed.get());
    }
  }

  /** Sends messages as fast as the window allows. */
  private static final class Messages extends ReliableReceiver<String, Long> {
    private static final long serialVersionUID = 1L;

    private final transient Semaphore window;
    private final transient AtomicLong acknowledged = new AtomicLong();
    private final transient AtomicLong calls = new AtomicLong();
    private transient @Nullable Thread sender;

    Messages(int window) {
      super(StorageLevel.MEMORY_ONLY_SER);
      this.window = new Semaphore(window);
    }

    @Override
    public void onStart() {
      sender = new Thread(this::send, "sender");
      sender.setDaemon(true);
      sender.start();
    }

    private void send() {
      String message = "m".repeat(100);
      try {
        for (long position = 0; ; position++) {
          window.acquire();
          store(message, position);
        }
      } catch (InterruptedException | ReceiverStoppedException end) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void onStop() throws InterruptedException {
      Thread sending = sender;
      if (sending != null) {
        sending.interrupt();
        sending.join();
      }
    }

    @Override
    protected void acknowledge(List<Long> positions) {
      acknowledged.addAndGet(positions.size());
      calls.incrementAndGet();
      window.release(positions.size());
    }
  }
}
