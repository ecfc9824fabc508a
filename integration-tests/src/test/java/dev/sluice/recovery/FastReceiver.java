package dev.sluice.recovery;

import dev.sluice.rdd.StorageLevel;
import dev.sluice.receiver.Receiver;
import dev.sluice.receiver.ReceiverStoppedException;
import org.jspecify.annotations.Nullable;

/**
 * Stores records with the numbers from 0 on, as fast as it can. Its state is confined to the thread
 * that starts and stops it; another one stores.
 */
final class FastReceiver extends Receiver<String> {
  /** About how many bytes a record has. */
  static final int RECORD_BYTES = 100;

  private static final long serialVersionUID = 1L;
  private static final String REST = " ".repeat(RECORD_BYTES - 8);

  private final long records;
  private transient @Nullable Thread storing;

  FastReceiver(StorageLevel level, long records) {
    super(level);
    this.records = records;
  }

  @Override
  public void onStart() {
    storing = new Thread(this::storeAll, "fast-receiver");
    storing.start();
  }

  private void storeAll() {
    try {
      for (long number = 0; number < records; number++) {
        store(number + REST);
      }
    } catch (ReceiverStoppedException stopped) {
      return;
    }
  }

  @Override
  public void onStop() throws InterruptedException {
    if (storing != null) {
      storing.join();
    }
  }

  static long number(String line) {
    return Long.parseLong(line.substring(0, line.indexOf(' ')));
  }
}
