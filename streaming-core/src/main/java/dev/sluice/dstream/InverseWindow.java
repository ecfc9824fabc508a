package dev.sluice.dstream;

import dev.sluice.function.Function;
import dev.sluice.function.Function2;
import dev.sluice.function.Tuple2;
import dev.sluice.rdd.Records;
import dev.sluice.state.StateDraft;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the values of a window follow from those of the window before it. Immutable.
 *
 * @param function adds a value
 * @param inverse takes a value off
 * @param filter whether a key stays
 */
record InverseWindow<K, V>(
    Function2<V, V, V> function, Function2<V, V, V> inverse, Function<Tuple2<K, V>, Boolean> filter)
    implements Serializable {

  /** Changes the values of all keys in the records that leave and enter. */
  void slide(
      StateDraft<K, V> draft, List<Records<Tuple2<K, V>>> left, List<Records<Tuple2<K, V>>> entered)
      throws Exception {
    Map<K, V> leaving = reduce(left);
    Map<K, V> entering = reduce(entered);
    for (Map.Entry<K, V> old : leaving.entrySet()) {
      K key = old.getKey();
      update(draft, key, old.getValue(), entering.remove(key));
    }
    for (Map.Entry<K, V> fresh : entering.entrySet()) {
      update(draft, fresh.getKey(), null, fresh.getValue());
    }
  }

  private Map<K, V> reduce(List<Records<Tuple2<K, V>>> datasets) throws Exception {
    Map<K, V> reduced = new LinkedHashMap<>();
    for (Records<Tuple2<K, V>> dataset : datasets) {
      dataset.forEach(
          pair -> {
            V known = reduced.get(pair._1());
            V value = known == null ? pair._2() : function.call(known, pair._2());
            reduced.put(pair._1(), value);
          });
    }
    return reduced;
  }

  private void update(StateDraft<K, V> draft, K key, @Nullable V leaving, @Nullable V entering)
      throws Exception {
    V value = draft.get(key);
    if (value == null) {
      value = entering;
    } else {
      value = leaving == null ? value : inverse.call(value, leaving);
      value = entering == null ? value : function.call(value, entering);
    }
    if (value == null) {
      throw new IllegalStateException(
          "Cannot slide a window: a key leaves that was not in it, found no value before and none"
              + " that enters, expected one of them; does the key hash consistently, and does the"
              + " filter keep keys that have values in the window?");
    }
    if (filter.call(new Tuple2<>(key, value))) {
      draft.put(key, value);
    } else {
      draft.remove(key);
    }
  }
}
