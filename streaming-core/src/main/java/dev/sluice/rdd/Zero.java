package dev.sluice.rdd;

import dev.sluice.function.Function0;
import dev.sluice.io.KryoSerializer;
import dev.sluice.io.Serializer;
import java.nio.ByteBuffer;

/**
 * The neutral value of a fold. Functions may change the value they fold into, so each partition or
 * key starts from a copy of its own.
 */
final class Zero {
  private static final Serializer SERIALIZER = new KryoSerializer();

  private Zero() {}

  /** Makes copies of the value as it is now. */
  static <U> Function0<U> of(U value) {
    if (isConstant(value)) {
      return () -> value;
    }
    byte[] bytes = SERIALIZER.write(value);
    return () -> SERIALIZER.read(ByteBuffer.wrap(bytes));
  }

  private static boolean isConstant(Object value) {
    return value instanceof String
        || value instanceof Integer
        || value instanceof Long
        || value instanceof Double
        || value instanceof Float
        || value instanceof Boolean
        || value instanceof Character
        || value instanceof Enum<?>;
  }
}
