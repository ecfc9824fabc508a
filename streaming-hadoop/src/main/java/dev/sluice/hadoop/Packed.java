package dev.sluice.hadoop;

import dev.sluice.io.Bytes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.Serializable;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.Writable;
import org.apache.hadoop.util.ReflectionUtils;

/**
 * What Hadoop can write but Java cannot serialize, such as a configuration, on its way to tasks.
 * Immutable as long as nobody changes the value.
 *
 * @param <T> the value; to be sent to another process it must be {@link Writable}
 * @param value which is not to be changed any more
 */
@SuppressWarnings("serial") // its form goes to other processes instead
record Packed<T>(T value) implements Serializable {

  private Object writeReplace() throws IOException {
    if (!(value instanceof Writable writable)) {
      throw new NotSerializableException(
          "Cannot send a "
              + value.getClass().getName()
              + " to a task in another process: expected a Writable");
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(new DeflaterOutputStream(bytes))) {
      writable.write(out);
    }
    return new Form(value.getClass(), Bytes.of(bytes.toByteArray()));
  }

  /** The class and what the value wrote, compressed. */
  private record Form(Class<?> type, Bytes bytes) implements Serializable {
    private Object readResolve() throws IOException {
      Object value = ReflectionUtils.newInstance(type, new Configuration(false));
      try (DataInputStream in =
          new DataInputStream(new InflaterInputStream(new ByteArrayInputStream(bytes.toArray())))) {
        ((Writable) value).readFields(in);
      }
      return new Packed<>(value);
    }
  }
}
