package dev.sluice.io;

import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;

/**
 * A field of a class whose objects are written by the names of their fields. Immutable.
 *
 * @param name the name in the data
 * @param kind the form of its values in the data
 * @param field the field, accessible
 */
record EvolvingField(String name, FieldKind kind, Field field) {

  /** Sets the field of an object. */
  void set(Object object, @Nullable Object value) throws IllegalAccessException {
    field.set(object, fit(value));
  }

  /** Returns what the field holds if the data have nothing for it. */
  @Nullable Object absent() {
    return kind.absent();
  }

  /**
   * Returns what the field may hold for a value in the data: the same, a wider number of the same
   * amount, or what stands for nothing.
   */
  @Nullable Object fit(@Nullable Object value) {
    if (value == null) {
      return absent();
    }
    Class<?> type = FieldKind.boxed(field.getType());
    if (type.isInstance(value)) {
      return value;
    }
    Object wider = value instanceof Number number ? widened(number, type) : null;
    if (wider == null) {
      throw new UnserializableTypeException(
          "the type of field %s of %s changed, found a %s, expected a %s"
              .formatted(
                  name,
                  field.getDeclaringClass().getName(),
                  value.getClass().getName(),
                  field.getType().getName()));
    }
    return wider;
  }

  private static @Nullable Object widened(Number number, Class<?> type) {
    int bytes = FieldKind.bytesOfWhole(number.getClass());
    if (bytes > 0 && bytes < FieldKind.bytesOfWhole(type)) {
      long whole = number.longValue();
      if (type == Short.class) {
        return (short) whole;
      }
      return type == Integer.class ? (Object) (int) whole : (Object) whole;
    }
    boolean exactAsDouble = number instanceof Float || (bytes > 0 && bytes <= Integer.BYTES);
    return type == Double.class && exactAsDouble ? (Object) number.doubleValue() : null;
  }
}
