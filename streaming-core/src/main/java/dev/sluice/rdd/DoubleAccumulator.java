package dev.sluice.rdd;

/** A sum and a count of numbers that tasks add. Thread-safe: guarded by its monitor. */
public final class DoubleAccumulator extends Accumulator<Double, Double> {
  private static final long serialVersionUID = 1L;

  private double sum;
  private long count;

  DoubleAccumulator(String name) {
    super(name);
  }

  private DoubleAccumulator(DoubleAccumulator whole) {
    super(whole);
  }

  @Override
  public void add(Double amount) {
    add(amount.doubleValue());
  }

  /** Adds a number. */
  public void add(double amount) {
    TaskScope.part(this).addAll(amount, 1);
  }

  /** The sum of all numbers, 0 if there are none. */
  @Override
  public Double value() {
    return sum();
  }

  /** The sum of all numbers, 0 if there are none. */
  public synchronized double sum() {
    return sum;
  }

  /** How many numbers were added. */
  public synchronized long count() {
    return count;
  }

  /** The mean of all numbers, NaN if there are none. */
  public synchronized double avg() {
    return sum / count;
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
  DoubleAccumulator emptyPart() {
    return new DoubleAccumulator(this);
  }

  @Override
  void absorb(Accumulator<?, ?> part) {
    if (part instanceof DoubleAccumulator numbers) {
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

  private record Content(double sum, long count) {}

  private synchronized void addAll(double amount, long times) {
    sum += amount;
    count += times;
  }
}
