package dev.sluice.scheduler;

import dev.sluice.engine.BlockStore;
import dev.sluice.engine.Control;
import dev.sluice.engine.Engine;
import dev.sluice.engine.EngineException;
import dev.sluice.engine.EngineTraits;
import dev.sluice.engine.JobHandle;
import dev.sluice.engine.JobOptions;
import dev.sluice.engine.LongTask;
import dev.sluice.engine.LongTaskSpec;
import dev.sluice.rdd.Broadcast;
import dev.sluice.rdd.PartitionFunction;
import dev.sluice.rdd.Plan;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * An engine that only carries messages and notes what is launched; a test plays the tasks.
 * Thread-safe: its collections are.
 */
final class FakeEngine implements Engine, Control {
  final List<Launched> launches = new CopyOnWriteArrayList<>();
  final List<String> cancelled = new CopyOnWriteArrayList<>();
  private final Map<String, Handler> mailboxes = new ConcurrentHashMap<>();

  /** A long task that a test ends. */
  static final class Launched implements LongTask {
    final LongTaskSpec spec;
    final CompletableFuture<Void> done = new CompletableFuture<>();
    volatile boolean interrupted;

    Launched(LongTaskSpec spec) {
      this.spec = spec;
    }

    @Override
    public String host() {
      return "here";
    }

    @Override
    public CompletableFuture<Void> done() {
      return done;
    }

    @Override
    public void interrupt() {
      interrupted = true;
    }
  }

  @Override
  public LongTask launch(LongTaskSpec spec, Optional<String> preferredHost) {
    Launched task = new Launched(spec);
    launches.add(task);
    return task;
  }

  @Override
  public Control control() {
    return this;
  }

  @Override
  public Mailbox open(String name, Handler handler) {
    mailboxes.put(name, handler);
    return () -> mailboxes.remove(name, handler);
  }

  @Override
  public CompletableFuture<byte[]> ask(String mailbox, byte[] message) {
    Handler handler = mailboxes.get(mailbox);
    return handler == null
        ? CompletableFuture.failedFuture(new EngineException("no mailbox " + mailbox, null))
        : handler.handle(message);
  }

  @Override
  public void send(String mailbox, byte[] message) {
    CompletableFuture<byte[]> unused = ask(mailbox, message).exceptionally(lost -> message);
  }

  @Override
  public void cancelGroup(String group, String reason) {
    cancelled.add(group);
  }

  @Override
  public EngineTraits traits() {
    return new EngineTraits("fake", true, 1, 1);
  }

  @Override
  public int defaultParallelism() {
    return 1;
  }

  @Override
  public <T, R> JobHandle<R> submit(
      Plan<T> plan,
      List<Integer> partitions,
      PartitionFunction<T, R> function,
      JobOptions options) {
    throw new UnsupportedOperationException();
  }

  @Override
  public BlockStore blocks() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void unpersist(long planId) {
    throw new UnsupportedOperationException();
  }

  @Override
  public <T> Broadcast<T> broadcast(T value) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<String> close(Duration patience) {
    return List.of();
  }

  @Override
  public void close() {}
}
