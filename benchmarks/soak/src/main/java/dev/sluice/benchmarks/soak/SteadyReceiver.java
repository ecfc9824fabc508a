package dev.sluice.benchmarks.soak;

import dev.sluice.rdd.StorageLevel;
import dev.sluice.receiver.Receiver;
import dev.sluice.receiver.ReceiverStoppedException;

/** Stores the {@link SteadyLines} one by one. */
final class SteadyReceiver extends Receiver<String> {
  private static final long serialVersionUID = 1L;

  SteadyReceiver() {
    super(StorageLevel.MEMORY_ONLY);
  }

  @Override
  public void onStart() {
    Thread thread = new Thread(this::receive, "steady-receiver");
    thread.setDaemon(true);
    thread.start();
  }

  private void receive() {
    SteadyLines lines = SteadyLines.current();
    try {
      String line = lines.take();
      while (line != null && !isStopped()) {
        store(line);
        line = lines.take();
      }
    } catch (ReceiverStoppedException e) {
      return; // The run is over.
    }
  }

  @Override
  public void onStop() {}
}
