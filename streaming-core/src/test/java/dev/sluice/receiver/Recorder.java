package dev.sluice.receiver;

import dev.sluice.engine.BlockId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** Logs its calls; can be made to wait or to fail. */
final class Recorder implements BlockGeneratorListener<Integer> {
  final List<String> log = Collections.synchronizedList(new ArrayList<>());
  final List<List<Integer>> pushed = Collections.synchronizedList(new ArrayList<>());
  final List<String> errors = Collections.synchronizedList(new ArrayList<>());
  final BlockingQueue<Thread> pushing = new LinkedBlockingQueue<>();
  volatile CountDownLatch gate = new CountDownLatch(0);
  volatile @Nullable Error pushFailure;
  volatile @Nullable RuntimeException generateFailure;
  volatile Runnable onPush = () -> {};

  CountDownLatch closeGate() {
    gate = new CountDownLatch(1);
    return gate;
  }

  @Override
  public void onAddData(List<Integer> records, @Nullable Object metadata) {
    log.add("add " + records + " " + metadata);
  }

  @Override
  public void onGenerateBlock(BlockId block) {
    log.add("generate " + block.number());
    RuntimeException failure = generateFailure;
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public void onPushBlock(BlockId block, List<Integer> records) throws InterruptedException {
    pushing.add(Thread.currentThread());
    gate.await();
    onPush.run();
    Error failure = pushFailure;
    if (failure != null) {
      pushFailure = null;
      throw failure;
    }
    log.add("push " + block.number() + " " + records);
    pushed.add(records);
  }

  @Override
  public void onError(String message, Throwable error) {
    errors.add(message + ": " + error.getMessage());
  }
}
