package dev.sluice.benchmarks.sluice;

import dev.sluice.benchmarks.corpus.Keys;
import dev.sluice.rdd.StorageLevel;
import dev.sluice.receiver.Receiver;
import dev.sluice.receiver.ReceiverStoppedException;
import java.util.Arrays;

/** Stores what a {@link RecoveryProgram} is told to, in blocks. */
final class KeyReceiver extends Receiver<String> {
  private static final long serialVersionUID = 1L;
  private static final int BLOCK = 10_000;

  private final int keys;

  KeyReceiver(int keys) {
    super(StorageLevel.MEMORY_ONLY);
    this.keys = keys;
  }

  @Override
  public void onStart() {
    Thread thread = new Thread(this::receive, "key-receiver");
    thread.setDaemon(true);
    thread.start();
  }

  private void receive() {
    String[] all = Keys.of(keys);
    try {
      while (!isStopped()) {
        store(all, RecoveryProgram.nextOrder());
      }
    } catch (ReceiverStoppedException e) {
      return; // The program ends.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void store(String[] all, int records) {
    for (int from = 0; from < records; from += BLOCK) {
      int to = Math.min(from + BLOCK, records);
      int start = from % keys;
      int end = Math.min(start + to - from, keys);
      store(Arrays.asList(all).subList(start, end));
      if (end - start < to - from) {
        store(Arrays.asList(all).subList(0, to - from - (end - start)));
      }
    }
    RecoveryProgram.say(RecoveryProgram.STORED);
  }

  @Override
  public void onStop() {}
}
