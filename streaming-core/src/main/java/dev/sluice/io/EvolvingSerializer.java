package dev.sluice.io;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.Serializer;
import com.esotericsoftware.kryo.kryo5.SerializerFactory;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the objects of a class by the names of their fields. Where the first one occurs in a
 * block: the number of fields, and name and kind of each. Then, for every object, the values in
 * that order. Confined to the session that owns it.
 */
final class EvolvingSerializer extends Serializer<Object> {

  private static final int NEVER = -1;
  private static final int MOST_FIELDS = 0xFFFF;

  private final EvolvingClasses classes;
  private final EvolvingType type;
  private int writtenIn = NEVER;
  private int readIn = NEVER;
  private FieldKind[] kinds = {};
  private @Nullable EvolvingField[] targets = {};
  private int[] positions = {};

  EvolvingSerializer(EvolvingClasses classes, Class<?> type) {
    this.classes = classes;
    this.type = EvolvingType.of(type);
  }

  /** Makes one for each class. Immutable. */
  @SuppressWarnings("rawtypes") // Kryo's own signatures are raw
  static final class Factory extends SerializerFactory.BaseSerializerFactory<EvolvingSerializer> {
    private final EvolvingClasses classes;

    Factory(EvolvingClasses classes) {
      this.classes = classes;
    }

    @Override
    public EvolvingSerializer newSerializer(Kryo kryo, Class type) {
      return new EvolvingSerializer(classes, type);
    }
  }

  @Override
  public void write(Kryo kryo, Output output, Object object) {
    if (writtenIn != classes.block()) {
      writtenIn = classes.block();
      writeFields(output);
    }
    try {
      for (EvolvingField field : type.fields()) {
        field.kind().write(kryo, output, field.field(), object);
      }
    } catch (IllegalAccessException failure) {
      throw type.inaccessible(failure);
    }
  }

  private void writeFields(Output output) {
    output.writeVarInt(type.fields().size(), true);
    for (EvolvingField field : type.fields()) {
      output.writeString(field.name());
      output.writeByte(field.kind().number());
    }
  }

  @Override
  public Object read(Kryo kryo, Input input, Class<?> wanted) {
    if (readIn != classes.block()) {
      readIn = classes.block();
      readFields(input);
    }
    try {
      return type.isRecord() ? readRecord(kryo, input) : readObject(kryo, input);
    } catch (IllegalAccessException failure) {
      throw type.inaccessible(failure);
    }
  }

  private void readFields(Input input) {
    int count = input.readVarInt(true);
    if (count < 0 || count > MOST_FIELDS) {
      throw new UnserializableTypeException(
          "a class cannot have so many fields, found %d, expected 0 to %d"
              .formatted(count, MOST_FIELDS));
    }
    List<EvolvingField> fields = type.fields();
    kinds = new FieldKind[count];
    targets = new EvolvingField[count];
    positions = new int[count];
    for (int i = 0; i < count; i++) {
      positions[i] = type.indexOf(input.readString());
      kinds[i] = FieldKind.numbered(input.readByte());
      targets[i] = positions[i] < 0 ? null : fields.get(positions[i]);
    }
  }

  private Object readObject(Kryo kryo, Input input) throws IllegalAccessException {
    FieldKind[] stored = kinds;
    @Nullable EvolvingField[] fields = targets;
    Object object = kryo.newInstance(type.type());
    kryo.reference(object);
    for (int i = 0; i < stored.length; i++) {
      EvolvingField target = fields[i];
      if (target == null) {
        passOver(kryo, input, stored[i]);
      } else {
        target.set(object, stored[i].read(kryo, input));
      }
    }
    return object;
  }

  private Object readRecord(Kryo kryo, Input input) {
    FieldKind[] stored = kinds;
    @Nullable EvolvingField[] fields = targets;
    int[] indexes = positions;
    @Nullable Object[] components = type.absentComponents();
    for (int i = 0; i < stored.length; i++) {
      EvolvingField target = fields[i];
      if (target == null) {
        passOver(kryo, input, stored[i]);
      } else {
        components[indexes[i]] = target.fit(stored[i].read(kryo, input));
      }
    }
    return type.record(components);
  }

  private void passOver(Kryo kryo, Input input, FieldKind kind) {
    if (kind == FieldKind.OBJECT) {
      classes.passOver(kryo, input);
    } else {
      kind.read(kryo, input);
    }
  }
}
