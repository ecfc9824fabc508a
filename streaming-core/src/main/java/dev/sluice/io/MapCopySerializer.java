package dev.sluice.io;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.Serializer;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes a JDK map by its entries and reads it as another that is equal. Format: whether it is
 * unmodifiable, the comparator if sorted, the number of entries, keys and values by turns.
 * Immutable.
 */
final class MapCopySerializer extends Serializer<Object> {

  private final boolean sorted;

  MapCopySerializer(boolean sorted) {
    this.sorted = sorted;
  }

  @Override
  public void write(Kryo kryo, Output output, Object object) {
    output.writeBoolean(JdkStandIns.isUnmodifiable(object.getClass()));
    if (object instanceof SortedMap<?, ?> sortedMap) {
      kryo.writeClassAndObject(output, sortedMap.comparator());
    }
    List<Map.Entry<?, ?>> entries = new ArrayList<>(((Map<?, ?>) object).entrySet());
    output.writeVarInt(entries.size(), true);
    for (Map.Entry<?, ?> entry : entries) {
      kryo.writeClassAndObject(output, entry.getKey());
      kryo.writeClassAndObject(output, entry.getValue());
    }
  }

  @Override
  public Object read(Kryo kryo, Input input, Class<?> type) {
    boolean unmodifiable = input.readBoolean();
    Map<@Nullable Object, @Nullable Object> entries = empty(kryo, input);
    Object result = unmodifiable ? unmodifiable(entries) : entries;
    kryo.reference(result);
    for (int left = input.readVarInt(true); left > 0; left--) {
      Object key = kryo.readClassAndObject(input);
      entries.put(key, kryo.readClassAndObject(input));
    }
    return result;
  }

  @SuppressWarnings("unchecked") // the comparator was that of a map of these keys
  private Map<@Nullable Object, @Nullable Object> empty(Kryo kryo, Input input) {
    return sorted
        ? new TreeMap<>((Comparator<Object>) kryo.readClassAndObject(input))
        : new LinkedHashMap<>();
  }

  private static Object unmodifiable(Map<@Nullable Object, @Nullable Object> entries) {
    return entries instanceof SortedMap<?, ?> sortedMap
        ? Collections.unmodifiableSortedMap(sortedMap)
        : Collections.unmodifiableMap(entries);
  }
}
