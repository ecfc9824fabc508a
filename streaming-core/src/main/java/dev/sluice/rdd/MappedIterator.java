package dev.sluice.rdd;

import java.util.Iterator;
import java.util.function.Function;

/** What a function makes of each element of another iterator. Confined to the caller's thread. */
final class MappedIterator<T, R> implements Iterator<R> {
  private final Iterator<? extends T> elements;
  private final Function<? super T, ? extends R> function;

  MappedIterator(Iterator<? extends T> elements, Function<? super T, ? extends R> function) {
    this.elements = elements;
    this.function = function;
  }

  @Override
  public boolean hasNext() {
    return elements.hasNext();
  }

  @Override
  public R next() {
    return function.apply(elements.next());
  }
}
