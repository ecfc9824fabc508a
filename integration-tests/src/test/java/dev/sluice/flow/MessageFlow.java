package dev.sluice.flow;

import dev.sluice.recovery.Message;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Puts messages 1, 2, 3 and so on into a broker at a steady rate, each once, however long the
 * broker is away. Confined to the test's thread, but for the thread that writes until {@link #end}.
 */
public final class MessageFlow implements AutoCloseable {
  private static final int TICK_MS = 5;
  private static final int LONG_MS = 900_000;

  private final Inlet inlet;
  private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
  private int produced;

  private MessageFlow(Inlet inlet) {
    this.inlet = inlet;
  }

  /** A flow that has begun, at about so many messages a second. */
  public static MessageFlow begin(Inlet inlet, int perSecond) {
    int perTick = Math.max(1, perSecond * TICK_MS / 1_000);
    MessageFlow flow = new MessageFlow(inlet);
    var unused =
        flow.thread.scheduleAtFixedRate(
            () -> flow.tick(perTick), TICK_MS, TICK_MS, TimeUnit.MILLISECONDS);
    return flow;
  }

  private void tick(int messages) {
    try {
      put(messages);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      failure.compareAndSet(null, e);
    } catch (Exception e) {
      failure.compareAndSet(null, e);
    }
  }

  private void put(int messages) throws Exception {
    for (int i = 0; i < messages; i++) {
      inlet.put(Message.of(++produced));
    }
  }

  /**
   * Writes no more than those that are written, and these at least; returns how many there are when
   * the broker has them all.
   */
  public int end(int least) throws Exception {
    stop();
    put(Math.max(0, least - produced));
    inlet.flush();
    Exception failed = failure.get();
    if (failed != null) {
      throw failed;
    }
    return produced;
  }

  private void stop() throws InterruptedException {
    thread.shutdown();
    if (!thread.awaitTermination(LONG_MS, TimeUnit.MILLISECONDS)) {
      throw new IllegalStateException(
          "Cannot end the flow: it still writes after " + LONG_MS + " ms");
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
    inlet.close();
  }
}
