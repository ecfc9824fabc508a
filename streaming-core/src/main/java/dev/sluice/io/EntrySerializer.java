package dev.sluice.io;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.Serializer;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Writes a map entry as its key and value. Immutable. */
final class EntrySerializer extends Serializer<Object> {

  private final BiFunction<@Nullable Object, @Nullable Object, Object> constructor;

  EntrySerializer(BiFunction<@Nullable Object, @Nullable Object, Object> constructor) {
    this.constructor = constructor;
  }

  @Override
  public void write(Kryo kryo, Output output, Object entry) {
    kryo.writeClassAndObject(output, ((Map.Entry<?, ?>) entry).getKey());
    kryo.writeClassAndObject(output, ((Map.Entry<?, ?>) entry).getValue());
  }

  @Override
  public Object read(Kryo kryo, Input input, Class<?> type) {
    Object key = kryo.readClassAndObject(input);
    Object value = kryo.readClassAndObject(input);
    return constructor.apply(key, value);
  }
}
