package dev.sluice.engine.local;

import dev.sluice.function.FlatMapFunction;
import dev.sluice.function.Function;
import dev.sluice.function.VoidFunction;
import dev.sluice.rdd.Step;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The links of fused chains: one for each step, as a sink to push into or an iterator to pull from.
 */
final class Chain {
  private static final Object NOTHING = new Object();

  private Chain() {}

  /** A sink that does the step and hands on the outcome. */
  @SuppressWarnings("unchecked")
  static VoidFunction<Object> sink(
      Step step, VoidFunction<Object> next, PartitionReader.@Nullable Gate gate) {
    if (step instanceof Step.Map<?, ?> map) {
      Function<Object, Object> function = (Function<Object, Object>) map.function();
      return record -> next.call(function.call(record));
    }
    if (step instanceof Step.Filter<?> filter) {
      Function<Object, Boolean> function = (Function<Object, Boolean>) filter.function();
      return record -> {
        if (function.call(record)) {
          next.call(record);
        }
      };
    }
    if (step instanceof Step.FlatMap<?, ?> flatMap) {
      return flatMapSink((FlatMapFunction<Object, Object>) flatMap.function(), next, gate);
    }
    return next;
  }

  /** An iterator that does the step. */
  @SuppressWarnings("unchecked")
  static Iterator<?> iterator(Step step, Iterator<?> records) {
    if (step instanceof Step.Map<?, ?> map) {
      return new Mapped((Function<Object, Object>) map.function(), records);
    }
    if (step instanceof Step.Filter<?> filter) {
      return new Filtered((Function<Object, Boolean>) filter.function(), records);
    }
    if (step instanceof Step.FlatMap<?, ?> flatMap) {
      FlatMapFunction<Object, Object> function =
          (FlatMapFunction<Object, Object>) flatMap.function();
      return new Nested<Object>(records, record -> function.call(record).iterator());
    }
    return records;
  }

  /** The records of all parts, each opened when it is needed. */
  static <P> Iterator<?> concat(List<P> parts, Function<P, Iterator<?>> open) {
    return new Nested<>(parts.iterator(), open);
  }

  private static VoidFunction<Object> flatMapSink(
      FlatMapFunction<Object, Object> function,
      VoidFunction<Object> next,
      PartitionReader.@Nullable Gate gate) {
    if (gate == null) {
      return record -> {
        for (Object one : function.call(record)) {
          next.call(one);
        }
      };
    }
    return record -> {
      Iterator<Object> all = function.call(record).iterator();
      while (!gate.isClosed() && all.hasNext()) {
        next.call(all.next());
      }
    };
  }

  private static final class Mapped implements Iterator<Object> {
    private final Function<Object, Object> function;
    private final Iterator<?> records;

    Mapped(Function<Object, Object> function, Iterator<?> records) {
      this.function = function;
      this.records = records;
    }

    @Override
    public boolean hasNext() {
      return records.hasNext();
    }

    @Override
    public Object next() {
      try {
        return function.call(records.next());
      } catch (Exception failure) {
        throw CarriedException.unchecked(failure);
      }
    }
  }

  private static final class Filtered implements Iterator<Object> {
    private final Function<Object, Boolean> function;
    private final Iterator<?> records;
    private Object accepted = NOTHING;
    private boolean ready;

    Filtered(Function<Object, Boolean> function, Iterator<?> records) {
      this.function = function;
      this.records = records;
    }

    @Override
    public boolean hasNext() {
      try {
        while (!ready && records.hasNext()) {
          accepted = records.next();
          ready = function.call(accepted);
        }
      } catch (Exception failure) {
        throw CarriedException.unchecked(failure);
      }
      return ready;
    }

    @Override
    public Object next() {
      if (!hasNext()) {
        throw new NoSuchElementException("Cannot read a record: the partition has no more");
      }
      ready = false;
      return accepted;
    }
  }

  /** Iterators one after the other, each opened when the one before it ends. */
  private static final class Nested<P> implements Iterator<Object> {
    private final Iterator<?> outer;
    private final Function<P, ? extends Iterator<?>> open;
    private @Nullable Iterator<?> inner;

    Nested(Iterator<?> outer, Function<P, ? extends Iterator<?>> open) {
      this.outer = outer;
      this.open = open;
    }

    @Override
    @SuppressWarnings("unchecked")
    public boolean hasNext() {
      try {
        while (inner == null || !inner.hasNext()) {
          if (!outer.hasNext()) {
            inner = null;
            return false;
          }
          inner = open.call((P) outer.next());
        }
      } catch (Exception failure) {
        throw CarriedException.unchecked(failure);
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
