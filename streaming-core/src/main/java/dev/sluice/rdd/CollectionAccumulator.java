package dev.sluice.rdd;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A list of what tasks add; elements of one task stay in order. Thread-safe: guarded by its
 * monitor.
 *
 * @param <T> the elements
 */
public final class CollectionAccumulator<T> extends Accumulator<T, List<T>> {
  private static final long serialVersionUID = 1L;

  private final ArrayList<T> elements = new ArrayList<>();

  CollectionAccumulator(String name) {
    super(name);
  }

  private CollectionAccumulator(CollectionAccumulator<T> whole) {
    super(whole);
  }

  @Override
  public void add(T element) {
    TaskScope.part(this).addAll(Collections.singletonList(element));
  }

  /** A copy of what was added so far. */
  @Override
  public synchronized List<T> value() {
    return new ArrayList<>(elements);
  }

  @Override
  public synchronized boolean isZero() {
    return elements.isEmpty();
  }

  @Override
  public synchronized void reset() {
    elements.clear();
  }

  @Override
  CollectionAccumulator<T> emptyPart() {
    return new CollectionAccumulator<>(this);
  }

  @Override
  @SuppressWarnings("unchecked") // a part is made by emptyPart
  void absorb(Accumulator<?, ?> part) {
    if (part instanceof CollectionAccumulator<?> collection) {
      addAll(((CollectionAccumulator<T>) collection).value());
    }
  }

  @Override
  Object content() {
    return value();
  }

  @Override
  @SuppressWarnings("unchecked") // made by content
  void absorbContent(Object content) {
    addAll((List<T>) content);
  }

  private synchronized void addAll(List<T> more) {
    elements.addAll(more);
  }
}
