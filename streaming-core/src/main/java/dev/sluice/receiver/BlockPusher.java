package dev.sluice.receiver;

import dev.sluice.engine.BlockId;

/**
 * Pushes the blocks of a generator to its listener, one after another. Confined to the generator's
 * thread.
 */
final class BlockPusher<T> implements Runnable {
  private final int streamId;
  private final BlockBuffer<T> buffer;
  private final BlockGeneratorListener<T> listener;
  private final Runnable whenEnded;

  /**
   * A pusher that has not begun.
   *
   * @param whenEnded run when it takes nothing more
   */
  BlockPusher(
      int streamId, BlockBuffer<T> buffer, BlockGeneratorListener<T> listener, Runnable whenEnded) {
    this.streamId = streamId;
    this.buffer = buffer;
    this.listener = listener;
    this.whenEnded = whenEnded;
  }

  @Override
  public void run() {
    ReceiverThread.enter();
    try {
      for (BlockQueue.Item<T> item = buffer.take(); item != null; item = buffer.take()) {
        push(item);
        buffer.handled();
      }
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
    } finally {
      whenEnded.run();
      buffer.end().forEach(Runnable::run);
      ReceiverThread.leave();
    }
  }

  private void push(BlockQueue.Item<T> item) throws InterruptedException {
    if (item instanceof BlockQueue.Mark<T> mark) {
      mark.reached().run();
    } else if (item instanceof BlockQueue.Block<T> block) {
      if (block.listenerFailure() != null) {
        listener.onError(failed("announce", block.id()), block.listenerFailure());
      }
      try {
        listener.onPushBlock(block.id(), block.records());
      } catch (InterruptedException interrupt) {
        listener.onError(failed("push", block.id()), interrupt);
        throw interrupt;
      } catch (Throwable failure) {
        listener.onError(failed("push", block.id()), failure);
      }
    }
  }

  private String failed(String what, BlockId block) {
    return "Cannot %s block %s of stream %d".formatted(what, block, streamId);
  }
}
