package dev.sluice.benchmarks.cluster;

import java.io.IOException;
import java.util.List;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.streaming.receiver.Receiver;

/** Stores a load with Spark Streaming, whose serializer knows no records of Java. */
final class SparkReceiver extends Receiver<String> {
  private static final long serialVersionUID = 1L;

  private final int gate;
  private final int lineCount;
  private final boolean bulk;

  SparkReceiver(int gate, Load load) {
    super(StorageLevel.MEMORY_AND_DISK_SER_2());
    this.gate = gate;
    this.lineCount = load.lines();
    this.bulk = load.way() == Load.Way.BULK;
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
      Lines lines = new Lines(lineCount);
      while (!lines.isDone() && !isStopped()) {
        List<String> portion = lines.take();
        if (bulk) {
          store(portion.iterator());
        } else {
          portion.forEach(this::store);
        }
      }
    } catch (IOException e) {
      stop("Cannot begin", e);
    }
  }

  @Override
  public void onStop() {}
}
