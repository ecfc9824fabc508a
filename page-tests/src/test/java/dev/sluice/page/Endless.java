package dev.sluice.page;

import dev.sluice.rdd.StorageLevel;
import dev.sluice.receiver.Receiver;
import java.io.Serial;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Receives the same few words over and over, at a rate that swells and ebbs. */
final class Endless extends Receiver<String> {
  @Serial private static final long serialVersionUID = 1;

  private static final List<String> WORDS =
      List.of("river", "mill", "wheel", "gate", "water", "lock", "weir", "dam", "stream", "pond");
  private static final long PAUSE_NS = 10_000_000;
  private static final double SWELL_MS = 4_000;

  private final int perPause;

  /**
   * Words for a stream.
   *
   * @param perSecond how many, on average
   */
  Endless(int perSecond) {
    super(StorageLevel.MEMORY_AND_DISK);
    this.perPause = Math.max(1, (int) (perSecond * PAUSE_NS / 1_000_000_000));
  }

  @Override
  public void onStart() {
    Thread thread = new Thread(this::receive, "endless");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void onStop() {}

  private void receive() {
    long n = 0;
    while (!isStopped()) {
      double swell = 1 + 0.5 * Math.sin(System.nanoTime() / 1e6 / SWELL_MS);
      for (int i = 0; i < perPause * swell; i++) {
        store(WORDS.get((int) (n++ % WORDS.size())));
      }
      LockSupport.parkNanos(PAUSE_NS);
    }
  }
}
