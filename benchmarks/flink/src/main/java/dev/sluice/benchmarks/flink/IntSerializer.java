package dev.sluice.benchmarks.flink;

import java.nio.ByteBuffer;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Values that are one int. Immutable. */
record IntSerializer<T>(ToIntFunction<T> toInt, IntFunction<T> fromInt)
    implements SimpleVersionedSerializer<T> {
  @Override
  public int getVersion() {
    return 1;
  }

  @Override
  public byte[] serialize(T value) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(toInt.applyAsInt(value)).array();
  }

  @Override
  public T deserialize(int version, byte[] serialized) {
    return fromInt.apply(ByteBuffer.wrap(serialized).getInt());
  }
}
