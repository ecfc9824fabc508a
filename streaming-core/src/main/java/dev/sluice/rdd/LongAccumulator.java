package dev.sluice.rdd;

/** A sum and a count of numbers that tasks add. Thread-safe: guarded by its monitor. */
public final class LongAccumulator extends Accumulator<Long, Long> {
  private static final long serialVersionUID = 1L;

  private long sum;
  private long count;

  LongAccumulator(String name) {
    super(name);
  }

  private LongAccumulator(LongAccumulator whole) {
    super(whole);
  }

  @Override
  public void add(Long amount) {
    add(amount.longValue());
  }

  /** Adds a number. */
  public void add(long amount) {
    TaskScope.part(this).addAll(amount, 1);
  }

  /** The sum of all numbers, 0 if there are none. */
  @Override
  public Long value() {
    return sum();
  }

  /** The sum of all numbers, 0 if there are none. */
  public synchronized long sum() {
    return sum;
  }

  /** How many numbers were added. */
  public synchronized long count() {
    return count;
  }

  /** The mean of all numbers, NaN if there are none. */
  public synchronized double avg() {
    return (double) sum / count;
  }

  @Override
  public synchronized boolean isZero() {
    return count == 0;
  }

  @Override
  public synchronized void reset() {
    sum = 0;
    count = 0;
  }

  @Override
  LongAccumulator emptyPart() {
    return new LongAccumulator(this);
  }

  @Override
  void absorb(Accumulator<?, ?> part) {
    if (part instanceof LongAccumulator numbers) {
      addAll(numbers.sum(), numbers.count());
    }
  }

  @Override
  synchronized Object content() {
    return new Content(sum, count);
  }

  @Override
  void absorbContent(Object content) {
    Content numbers = (Content) content;
    addAll(numbers.sum(), numbers.count());
  }

  private record Content(long sum, long count) {}

  private synchronized void addAll(long amount, long times) {
    sum += amount;
    count += times;
  }
}
