package dev.sluice.io;

import com.esotericsoftware.kryo.kryo5.Kryo;
import java.lang.reflect.Modifier;
import java.util.AbstractMap;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * What is written in place of the JDK's hidden collections: those that wrap others, are views of
 * others or hold their elements unmodifiable. They cannot be made from nothing, and their class
 * names are the JDK's own affair, so neither goes into a block. Since no program can name these
 * classes, none can tell that an equal collection of another class comes back.
 */
final class JdkStandIns {

  /** Stands for a collection that is neither a list nor a set. */
  static final class Any {}

  /** Stands for a list. */
  static final class OfList {}

  /** Stands for a set. */
  static final class OfSet {}

  /** Stands for a sorted set. */
  static final class OfSortedSet {}

  /** Stands for a map. */
  static final class OfMap {}

  /** Stands for a sorted map. */
  static final class OfSortedMap {}

  /** Stands for a map entry. */
  static final class OfEntry {}

  /** Hidden too, but Kryo knows how to make these. */
  private static final Set<Class<?>> KNOWN_TO_KRYO =
      Set.of(
          Arrays.asList().getClass(),
          Collections.emptyList().getClass(),
          Collections.emptySet().getClass(),
          Collections.emptyMap().getClass(),
          Collections.singletonList("").getClass(),
          Collections.singleton("").getClass(),
          Collections.singletonMap("", "").getClass());

  private static final ClassValue<Class<?>> STAND_INS =
      new ClassValue<>() {
        @Override
        protected Class<?> computeValue(Class<?> type) {
          return isHidden(type) ? standIn(type) : type;
        }
      };

  private JdkStandIns() {}

  /** Returns the class to write for {@code type}: mostly itself. */
  static Class<?> of(Class<?> type) {
    return STAND_INS.get(type);
  }

  static void register(Kryo kryo, int first) {
    kryo.register(
        Any.class, new CollectionCopySerializer(CollectionCopySerializer.Kind.ANY), first);
    kryo.register(
        OfList.class, new CollectionCopySerializer(CollectionCopySerializer.Kind.LIST), first + 1);
    kryo.register(
        OfSet.class, new CollectionCopySerializer(CollectionCopySerializer.Kind.SET), first + 2);
    kryo.register(
        OfSortedSet.class,
        new CollectionCopySerializer(CollectionCopySerializer.Kind.SORTED_SET),
        first + 3);
    kryo.register(OfMap.class, new MapCopySerializer(false), first + 4);
    kryo.register(OfSortedMap.class, new MapCopySerializer(true), first + 5);
    kryo.register(
        OfEntry.class, new EntrySerializer(AbstractMap.SimpleImmutableEntry::new), first + 6);
  }

  /** Tells whether a hidden collection refuses changes, by the JDK's way of naming such. */
  static boolean isUnmodifiable(Class<?> type) {
    return type.getName().contains("Unmodifiable") || type.getName().contains("Immutable");
  }

  private static boolean isHidden(Class<?> type) {
    return type.getClassLoader() == null
        && type.getName().startsWith("java.util.")
        && !Modifier.isPublic(type.getModifiers())
        && !EnumSet.class.isAssignableFrom(type)
        && !KNOWN_TO_KRYO.contains(type);
  }

  private static Class<?> standIn(Class<?> type) {
    if (SortedSet.class.isAssignableFrom(type)) {
      return OfSortedSet.class;
    }
    if (Set.class.isAssignableFrom(type)) {
      return OfSet.class;
    }
    if (List.class.isAssignableFrom(type)) {
      return OfList.class;
    }
    if (Collection.class.isAssignableFrom(type)) {
      return Any.class;
    }
    if (SortedMap.class.isAssignableFrom(type)) {
      return OfSortedMap.class;
    }
    if (Map.class.isAssignableFrom(type)) {
      return OfMap.class;
    }
    return Map.Entry.class.isAssignableFrom(type) ? OfEntry.class : type;
  }
}
