package dev.sluice.benchmarks.sluice;

import dev.sluice.rdd.StorageLevel;
import dev.sluice.receiver.Receiver;
import dev.sluice.receiver.ReceiverStoppedException;
import java.util.List;

/** Stores block after block, each waited for, in several threads. */
final class StoringReceiver extends Receiver<String> {
  private static final long serialVersionUID = 1L;

  private final int threads;

  StoringReceiver(int threads) {
    super(StorageLevel.MEMORY_ONLY);
    this.threads = threads;
  }

  @Override
  public void onStart() {
    for (int i = 0; i < threads; i++) {
      Thread thread = new Thread(this::receive, "storing-receiver-" + i);
      thread.setDaemon(true);
      thread.start();
    }
  }

  private void receive() {
    Stores stores = Stores.current();
    try {
      List<String> block = stores.take();
      while (block != null && !isStopped()) {
        long start = System.nanoTime();
        store(block);
        stores.stored(System.nanoTime() - start);
        block = stores.take();
      }
    } catch (ReceiverStoppedException e) {
      return; // The run is over.
    }
  }

  @Override
  public void onStop() {}
}
