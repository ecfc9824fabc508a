package dev.sluice.spark;

import dev.sluice.function.Function;
import dev.sluice.function.Function2;
import dev.sluice.function.Tuple2;
import dev.sluice.rdd.Combiner;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** Values by key, in the order in which keys came. Confined to the task's thread. */
final class Combined {
  private final Map<Object, Object[]> values = new LinkedHashMap<>();
  private final Function<Object, Object> create;
  private final Function2<Object, Object, Object> mergeValue;
  private final Function2<Object, Object, Object> mergeCombiners;

  @SuppressWarnings("unchecked") // the plan's own types fit together
  Combined(Combiner<?, ?> combiner) {
    this.create = (Function<Object, Object>) combiner.create();
    this.mergeValue = (Function2<Object, Object, Object>) combiner.mergeValue();
    this.mergeCombiners = (Function2<Object, Object, Object>) combiner.mergeCombiners();
  }

  /** Adds a value of a key. */
  void add(Tuple2<?, ?> pair) throws Exception {
    Object[] cell = values.get(pair._1());
    if (cell == null) {
      values.put(pair._1(), new Object[] {create.call(pair._2())});
    } else {
      cell[0] = mergeValue.call(cell[0], pair._2());
    }
  }

  /** Adds what was combined elsewhere. */
  void addCombined(Tuple2<?, ?> pair) throws Exception {
    Object[] cell = values.get(pair._1());
    if (cell == null) {
      values.put(pair._1(), new Object[] {pair._2()});
    } else {
      cell[0] = mergeCombiners.call(cell[0], pair._2());
    }
  }

  Iterator<Object> pairs() {
    Iterator<Map.Entry<Object, Object[]>> entries = values.entrySet().iterator();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return entries.hasNext();
      }

      @Override
      public Object next() {
        Map.Entry<Object, Object[]> entry = entries.next();
        return new Tuple2<>(entry.getKey(), entry.getValue()[0]);
      }
    };
  }
}
