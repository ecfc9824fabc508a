package dev.sluice.receiver;

import dev.sluice.rdd.StorageLevel;
import java.util.List;
import java.util.concurrent.BlockingQueue;

/** A reliable receiver that logs its calls and acknowledges as told. */
final class PositionedSource extends ReliableReceiver<String, Integer> {
  private static final long serialVersionUID = 1L;

  private final transient BlockingQueue<String> log;
  private final boolean identifying;
  int parts = 1;
  transient volatile ReceiverBench.Action beforeAcknowledge = () -> {};

  PositionedSource(BlockingQueue<String> log, boolean identifying) {
    super(StorageLevel.MEMORY_AND_DISK_SER_2);
    this.log = log;
    this.identifying = identifying;
  }

  @Override
  protected boolean identifiesByPosition() {
    return identifying;
  }

  @Override
  protected Object partOf(Integer position) {
    return position % parts;
  }

  @Override
  public void onStart() {
    log.add("onStart");
  }

  @Override
  public void onStop() {
    log.add("onStop");
  }

  @Override
  protected void acknowledge(List<Integer> positions) throws Exception {
    beforeAcknowledge.run();
    log.add("acknowledge " + positions);
  }
}
