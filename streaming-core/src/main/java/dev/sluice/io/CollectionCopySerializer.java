package dev.sluice.io;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.Serializer;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Writes a JDK collection by its elements and reads it as another that is equal. Format: whether it
 * is unmodifiable, the comparator if sorted, the number of elements, the elements. Immutable.
 */
final class CollectionCopySerializer extends Serializer<Object> {

  /** What kind of collection is written. */
  enum Kind {
    ANY,
    LIST,
    SET,
    SORTED_SET
  }

  private final Kind kind;

  CollectionCopySerializer(Kind kind) {
    this.kind = kind;
  }

  @Override
  public void write(Kryo kryo, Output output, Object object) {
    output.writeBoolean(JdkStandIns.isUnmodifiable(object.getClass()));
    if (object instanceof SortedSet<?> sorted) {
      kryo.writeClassAndObject(output, sorted.comparator());
    }
    Object[] elements = ((Collection<?>) object).toArray();
    output.writeVarInt(elements.length, true);
    for (Object element : elements) {
      kryo.writeClassAndObject(output, element);
    }
  }

  @Override
  public Object read(Kryo kryo, Input input, Class<?> type) {
    boolean unmodifiable = input.readBoolean();
    Collection<@Nullable Object> elements = empty(kryo, input);
    Object result = unmodifiable ? unmodifiable(elements) : elements;
    kryo.reference(result);
    for (int left = input.readVarInt(true); left > 0; left--) {
      elements.add(kryo.readClassAndObject(input));
    }
    return result;
  }

  @SuppressWarnings("unchecked") // the comparator was that of a set of these elements
  private Collection<@Nullable Object> empty(Kryo kryo, Input input) {
    return switch (kind) {
      case ANY, LIST -> new ArrayList<>();
      case SET -> new LinkedHashSet<>();
      case SORTED_SET -> new TreeSet<>((Comparator<Object>) kryo.readClassAndObject(input));
    };
  }

  private Object unmodifiable(Collection<@Nullable Object> elements) {
    return switch (kind) {
      case ANY -> Collections.unmodifiableCollection(elements);
      case LIST -> Collections.unmodifiableList((List<?>) elements);
      case SET -> Collections.unmodifiableSet((Set<?>) elements);
      case SORTED_SET -> Collections.unmodifiableSortedSet((SortedSet<?>) elements);
    };
  }
}
