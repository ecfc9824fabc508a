package dev.sluice.rdd;

import java.io.Serializable;
import java.util.Optional;

/**
 * What a {@link Fold} makes of all that tasks add: something that does not change when the same is
 * added again, such as a set or a maximum. So, unlike with other accumulators, what attempts add
 * that fail counts, too; for a partition that such an attempt has computed may be kept, and then
 * nobody computes it again. Thread-safe: guarded by its monitor; a value that can change belongs to
 * who took it.
 *
 * @param <T> what is added
 * @param <R> what becomes of it
 */
public final class MergingAccumulator<T, R> extends Accumulator<T, R> {
  private static final long serialVersionUID = 1L;

  private final Fold<T, R> fold;

  @SuppressWarnings("serial") // as serializable as the fold makes it
  private R folded;

  private boolean zero = true;

  MergingAccumulator(String name, Fold<T, R> fold) {
    super(name);
    this.fold = fold;
    this.folded = fold.zero();
  }

  private MergingAccumulator(MergingAccumulator<T, R> whole) {
    super(whole);
    this.fold = whole.fold;
    this.folded = fold.zero();
  }

  /**
   * Makes one value of many. The order in which tasks are combined is not fixed.
   *
   * @param <T> what is added
   * @param <R> what becomes of it; serializable on engines with several processes
   */
  public interface Fold<T, R> extends Serializable {
    /** A new value of nothing. */
    R zero();

    /** Adds to a value; may change and return it. */
    R add(R folded, T amount);

    /** Joins two values; may change and return the first. */
    R combine(R folded, R other);
  }

  @Override
  public void add(T amount) {
    TaskScope.part(this).addHere(amount);
  }

  private synchronized void addHere(T amount) {
    folded = fold.add(folded, amount);
    zero = false;
  }

  /** What became of all so far; not to be changed, and it may still change. */
  @Override
  public synchronized R value() {
    return folded;
  }

  /** What became of all so far; it begins anew. */
  public synchronized R take() {
    R taken = folded;
    reset();
    return taken;
  }

  @Override
  public synchronized boolean isZero() {
    return zero;
  }

  @Override
  public synchronized void reset() {
    folded = fold.zero();
    zero = true;
  }

  @Override
  boolean countsFailedAttempts() {
    return true;
  }

  @Override
  MergingAccumulator<T, R> emptyPart() {
    return new MergingAccumulator<>(this);
  }

  @Override
  @SuppressWarnings("unchecked") // a part is made by emptyPart
  void absorb(Accumulator<?, ?> part) {
    if (part instanceof MergingAccumulator<?, ?> other) {
      combine(((MergingAccumulator<T, R>) other).take());
    }
  }

  @Override
  Object content() {
    return Optional.ofNullable(take());
  }

  @Override
  @SuppressWarnings("unchecked") // made by content
  void absorbContent(Object content) {
    ((Optional<R>) content).ifPresent(this::combine);
  }

  private synchronized void combine(R other) {
    folded = fold.combine(folded, other);
    zero = false;
  }
}
