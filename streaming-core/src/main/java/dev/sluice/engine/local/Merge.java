package dev.sluice.engine.local;

import dev.sluice.function.Tuple2;
import dev.sluice.rdd.Combiner;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes one partition of what map tasks made for it, in their order. Immutable. */
record Merge<K, V, C>(@Nullable Combiner<V, C> combiner) {
  private static final Tuple2<?, ?>[] NONE = {};

  Tuple2<?, ?>[] merge(List<Object> pieces) throws Exception {
    if (pieces.isEmpty()) {
      return NONE;
    }
    if (combiner == null) {
      return concatenate(pieces);
    }
    return combiner.mapSide() ? mergeTables(pieces) : combine(pieces, combiner);
  }

  private static Tuple2<?, ?>[] concatenate(List<Object> pieces) {
    int size = 0;
    for (Object piece : pieces) {
      size += ((List<?>) piece).size();
    }
    Tuple2<?, ?>[] pairs = new Tuple2<?, ?>[size];
    int next = 0;
    for (Object piece : pieces) {
      for (Object pair : (List<?>) piece) {
        pairs[next++] = (Tuple2<?, ?>) pair;
      }
    }
    return pairs;
  }

  @SuppressWarnings("unchecked")
  private Tuple2<?, ?>[] mergeTables(List<Object> pieces) throws Exception {
    CombineTable<K, V, C> table = (CombineTable<K, V, C>) pieces.get(0);
    for (Object other : pieces.subList(1, pieces.size())) {
      table.addAll((CombineTable<K, V, C>) other);
    }
    return table.toPairs();
  }

  @SuppressWarnings("unchecked")
  private Tuple2<?, ?>[] combine(List<Object> pieces, Combiner<V, C> combining) throws Exception {
    CombineTable<K, V, C> table = new CombineTable<>(combining);
    for (Object piece : pieces) {
      for (Tuple2<K, V> pair : (List<Tuple2<K, V>>) piece) {
        table.add(pair._1(), pair._2());
      }
    }
    return table.toPairs();
  }
}
