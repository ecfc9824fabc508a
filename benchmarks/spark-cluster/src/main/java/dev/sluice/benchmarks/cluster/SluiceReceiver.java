package dev.sluice.benchmarks.cluster;

import dev.sluice.rdd.StorageLevel;
import dev.sluice.receiver.Receiver;
import dev.sluice.receiver.ReceiverStoppedException;
import java.io.IOException;
import java.util.List;

/** Stores a load with Sluice. */
final class SluiceReceiver extends Receiver<String> {
  private static final long serialVersionUID = 1L;

  private final int gate;
  private final Load load;

  SluiceReceiver(int gate, Load load) {
    super(StorageLevel.MEMORY_AND_DISK_SER_2);
    this.gate = gate;
    this.load = load;
  }

  @Override
  public void onStart() {
    Thread thread = new Thread(this::receive, "load");
    thread.setDaemon(true);
    thread.start();
  }

  private void receive() {
    try {
      Gate.pass(gate);
      Lines lines = new Lines(load.lines());
      while (!lines.isDone()) {
        List<String> portion = lines.take();
        if (load.way() == Load.Way.BULK) {
          store(portion);
        } else {
          portion.forEach(this::store);
        }
      }
    } catch (ReceiverStoppedException stopped) {
      return;
    } catch (IOException e) {
      stop("Cannot begin", e);
    }
  }

  @Override
  public void onStop() {}
}
