package dev.sluice.ui.history;

import dev.sluice.monitor.DriverSnapshot;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The newest picture of the program, asked for once after each batch and else at most four times a
 * second, however many look. A driver that does not answer is waited for only once: meanwhile the
 * picture before counts.
 *
 * <p>Thread-safe: guarded by its monitor, which is not held while it waits.
 */
public final class Snapshots {
  private static final long FRESH_NANOS = Duration.ofMillis(250).toNanos();
  private static final long PATIENCE_NANOS = Duration.ofMillis(500).toNanos();

  private final Supplier<CompletableFuture<DriverSnapshot>> driver;
  private final LongSupplier batches;
  private final LongSupplier nanoTime;
  private CompletableFuture<DriverSnapshot> asked = new CompletableFuture<>();
  private long askedNanos;
  private long askedBatches = -1;
  private @Nullable DriverSnapshot newest;

  /**
   * No picture yet.
   *
   * @param driver takes one
   * @param batches how many batches have ended
   * @param nanoTime what its age is measured by
   */
  public Snapshots(
      Supplier<CompletableFuture<DriverSnapshot>> driver,
      LongSupplier batches,
      LongSupplier nanoTime) {
    this.driver = driver;
    this.batches = batches;
    this.nanoTime = nanoTime;
  }

  /** The newest picture; waits for half a second at most. Empty before there is one. */
  public Optional<DriverSnapshot> newest() {
    long patience = ask();
    try {
      DriverSnapshot taken = asked().get(patience, TimeUnit.NANOSECONDS);
      return Optional.of(keep(taken));
    } catch (TimeoutException | ExecutionException noAnswer) {
      return kept();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return kept();
    }
  }

  /** Asks if it is time to; says how long to wait for the answer. */
  private synchronized long ask() {
    long now = nanoTime.getAsLong();
    long age = now - askedNanos;
    long ended = batches.getAsLong();
    boolean isOld = age >= FRESH_NANOS || ended != askedBatches;
    if (askedBatches < 0 || (asked.isDone() && isOld)) {
      askedBatches = ended;
      askedNanos = now;
      asked = driver.get();
      return PATIENCE_NANOS;
    }
    return Math.max(0, PATIENCE_NANOS - age);
  }

  private synchronized CompletableFuture<DriverSnapshot> asked() {
    return asked;
  }

  private synchronized DriverSnapshot keep(DriverSnapshot taken) {
    newest = taken;
    return taken;
  }

  private synchronized Optional<DriverSnapshot> kept() {
    return Optional.ofNullable(newest);
  }
}
