package dev.sluice.spark;

import dev.sluice.function.FlatMapFunction;
import dev.sluice.function.Function;
import dev.sluice.rdd.Step;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The steps of narrow nodes as iterators. */
final class Steps {
  private Steps() {}

  /** What a step makes of records. */
  @SuppressWarnings("unchecked") // checked where the plan was built
  static Iterator<?> apply(Step step, Iterator<?> records) {
    if (step instanceof Step.Map<?, ?> map) {
      return new Mapped(records, (Function<Object, Object>) map.function());
    }
    if (step instanceof Step.Filter<?> filter) {
      return new Filtered(records, (Function<Object, Boolean>) filter.function());
    }
    if (step instanceof Step.FlatMap<?, ?> flatMap) {
      FlatMapFunction<Object, Object> function =
          (FlatMapFunction<Object, Object>) flatMap.function();
      return Steps.<Object>nested(
          (Iterator<Object>) records, record -> function.call(record).iterator());
    }
    return records;
  }

  /** Iterators one behind the other, each opened when the one before it ends. */
  static <P> Iterator<Object> nested(
      Iterator<? extends P> outer, Function<P, ? extends Iterator<?>> open) {
    return new Nested<>(outer, open);
  }

  /** Confined to the task's thread. */
  private record Mapped(Iterator<?> records, Function<Object, Object> function)
      implements Iterator<Object> {
    @Override
    public boolean hasNext() {
      return records.hasNext();
    }

    @Override
    public Object next() {
      try {
        return function.call(records.next());
      } catch (Exception failure) {
        throw Scala.sneak(failure);
      }
    }
  }

  /** Confined to the task's thread. */
  private static final class Filtered implements Iterator<Object> {
    private final Iterator<?> records;
    private final Function<Object, Boolean> function;
    private @Nullable Object accepted;
    private boolean ready;

    Filtered(Iterator<?> records, Function<Object, Boolean> function) {
      this.records = records;
      this.function = function;
    }

    @Override
    public boolean hasNext() {
      try {
        while (!ready && records.hasNext()) {
          accepted = records.next();
          ready = function.call(accepted);
        }
      } catch (Exception failure) {
        throw Scala.sneak(failure);
      }
      return ready;
    }

    @Override
    @SuppressWarnings("NullAway") // records may be null
    public Object next() {
      if (!hasNext()) {
        throw new NoSuchElementException("Cannot read a record: the partition has no more");
      }
      ready = false;
      return accepted;
    }
  }

  /** Confined to the task's thread. */
  private static final class Nested<P> implements Iterator<Object> {
    private final Iterator<? extends P> outer;
    private final Function<P, ? extends Iterator<?>> open;
    private @Nullable Iterator<?> inner;

    Nested(Iterator<? extends P> outer, Function<P, ? extends Iterator<?>> open) {
      this.outer = outer;
      this.open = open;
    }

    @Override
    public boolean hasNext() {
      try {
        while (inner == null || !inner.hasNext()) {
          if (!outer.hasNext()) {
            inner = null;
            return false;
          }
          inner = open.call(outer.next());
        }
      } catch (Exception failure) {
        throw Scala.sneak(failure);
      }
      return true;
    }

    @Override
    public Object next() {
      if (!hasNext() || inner == null) {
        throw new NoSuchElementException("Cannot read a record: the partition has no more");
      }
      return inner.next();
    }
  }
}
