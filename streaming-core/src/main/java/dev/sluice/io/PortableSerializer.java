package dev.sluice.io;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.Serializer;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;

/** Writes the form of an object in its place. Immutable. */
final class PortableSerializer extends Serializer<Portable> {
  @Override
  public void write(Kryo kryo, Output output, Portable object) {
    kryo.writeClassAndObject(output, object.portable());
  }

  @Override
  public Portable read(Kryo kryo, Input input, Class<? extends Portable> type) {
    return ((Portable.Form) kryo.readClassAndObject(input)).restored();
  }
}
