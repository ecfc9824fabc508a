package dev.sluice.hadoop;

import java.io.IOException;
import java.io.Serializable;

/**
 * What the program says that keys and values are. Immutable.
 *
 * @param keyClass of keys that are not null
 * @param valueClass of values that are not null
 */
record RecordTypes<K, V>(Class<K> keyClass, Class<V> valueClass) implements Serializable {

  /** Tells of a program that is wrong before its functions fail with what they are handed. */
  void check(Object split, K key, V value) throws IOException {
    check(split, "keys", keyClass, key);
    check(split, "values", valueClass, value);
  }

  private static void check(Object split, String what, Class<?> expected, Object found)
      throws IOException {
    if (found != null && !expected.isInstance(found)) {
      throw new IOException(
          "Cannot read %s: wrong class of %s, found %s, expected %s"
              .formatted(split, what, found.getClass().getName(), expected.getName()));
    }
  }
}
