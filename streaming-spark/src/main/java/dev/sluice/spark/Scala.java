package dev.sluice.spark;

import java.util.Iterator;
import java.util.List;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag;

/** Scala's collections and class tags as Spark's methods want them. */
final class Scala {
  private Scala() {}

  /** The tag of any object: with it Spark never chooses a serializer of its own. */
  @SuppressWarnings("unchecked") // erased
  static <T> ClassTag<T> tag() {
    return (ClassTag<T>) ClassTag.Any();
  }

  static <T> ClassTag<T> tag(Class<T> type) {
    return scala.reflect.ClassTag$.MODULE$.apply(type);
  }

  static <T> Seq<T> seq(List<? extends T> list) {
    return CollectionConverters.<T>asScala(List.<T>copyOf(list)).toList();
  }

  static <T> scala.collection.Iterator<T> iterator(Iterator<T> iterator) {
    return CollectionConverters.asScala(iterator);
  }

  /**
   * The only element of a partition; asks for another one, which tells Spark that the block may go.
   */
  static <T> T only(scala.collection.Iterator<T> iterator) {
    T element = iterator.next();
    if (iterator.hasNext()) {
      throw new IllegalStateException(
          "Cannot read a partition: found more than one part, expected one");
    }
    return element;
  }

  /** Throws a checked exception through code that declares none. */
  static RuntimeException sneak(Throwable failure) {
    return Scala.<RuntimeException>raise(failure);
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // that is the trick
  private static <E extends Throwable> E raise(Throwable failure) throws E {
    throw (E) failure;
  }
}
