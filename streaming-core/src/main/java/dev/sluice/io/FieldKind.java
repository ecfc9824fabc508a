package dev.sluice.io;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;
import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;

/** The forms of fields' values in evolving data; their numbers are part of the stored format. */
enum FieldKind {
  OBJECT(0, Object.class, null) {
    @Override
    void write(Kryo kryo, Output output, Field field, Object object) throws IllegalAccessException {
      kryo.writeClassAndObject(output, field.get(object));
    }

    @Override
    @Nullable Object read(Kryo kryo, Input input) {
      return kryo.readClassAndObject(input);
    }
  },
  STRING(1, String.class, null) {
    @Override
    void write(Kryo kryo, Output output, Field field, Object object) throws IllegalAccessException {
      output.writeString((String) field.get(object));
    }

    @Override
    @Nullable Object read(Kryo kryo, Input input) {
      return input.readString();
    }
  },
  BOOLEAN(2, boolean.class, false) {
    @Override
    void write(Kryo kryo, Output output, Field field, Object object) throws IllegalAccessException {
      output.writeBoolean(field.getBoolean(object));
    }

    @Override
    Object read(Kryo kryo, Input input) {
      return input.readBoolean();
    }
  },
  BYTE(3, byte.class, (byte) 0) {
    @Override
    void write(Kryo kryo, Output output, Field field, Object object) throws IllegalAccessException {
      output.writeByte(field.getByte(object));
    }

    @Override
    Object read(Kryo kryo, Input input) {
      return input.readByte();
    }
  },
  SHORT(4, short.class, (short) 0) {
    @Override
    void write(Kryo kryo, Output output, Field field, Object object) throws IllegalAccessException {
      output.writeShort(field.getShort(object));
    }

    @Override
    Object read(Kryo kryo, Input input) {
      return input.readShort();
    }
  },
  CHAR(5, char.class, '\0') {
    @Override
    void write(Kryo kryo, Output output, Field field, Object object) throws IllegalAccessException {
      output.writeChar(field.getChar(object));
    }

    @Override
    Object read(Kryo kryo, Input input) {
      return input.readChar();
    }
  },
  INT(6, int.class, 0) {
    @Override
    void write(Kryo kryo, Output output, Field field, Object object) throws IllegalAccessException {
      output.writeVarInt(field.getInt(object), false);
    }

    @Override
    Object read(Kryo kryo, Input input) {
      return input.readVarInt(false);
    }
  },
  LONG(7, long.class, 0L) {
    @Override
    void write(Kryo kryo, Output output, Field field, Object object) throws IllegalAccessException {
      output.writeVarLong(field.getLong(object), false);
    }

    @Override
    Object read(Kryo kryo, Input input) {
      return input.readVarLong(false);
    }
  },
  FLOAT(8, float.class, 0f) {
    @Override
    void write(Kryo kryo, Output output, Field field, Object object) throws IllegalAccessException {
      output.writeFloat(field.getFloat(object));
    }

    @Override
    Object read(Kryo kryo, Input input) {
      return input.readFloat();
    }
  },
  DOUBLE(9, double.class, 0d) {
    @Override
    void write(Kryo kryo, Output output, Field field, Object object) throws IllegalAccessException {
      output.writeDouble(field.getDouble(object));
    }

    @Override
    Object read(Kryo kryo, Input input) {
      return input.readDouble();
    }
  };

  private static final FieldKind[] KINDS = values();

  private final int number;
  private final Class<?> type;
  private final @Nullable Object absent;

  FieldKind(int number, Class<?> type, @Nullable Object absent) {
    this.number = number;
    this.type = type;
    this.absent = absent;
  }

  abstract void write(Kryo kryo, Output output, Field field, Object object)
      throws IllegalAccessException;

  abstract @Nullable Object read(Kryo kryo, Input input);

  /** Returns what stands for nothing. */
  @Nullable Object absent() {
    return absent;
  }

  static FieldKind of(Class<?> fieldType) {
    for (FieldKind kind : KINDS) {
      if (kind.type == fieldType) {
        return kind;
      }
    }
    return OBJECT;
  }

  int number() {
    return number;
  }

  static FieldKind numbered(int number) {
    for (FieldKind kind : KINDS) {
      if (kind.number == number) {
        return kind;
      }
    }
    throw new UnserializableTypeException(
        "unknown kind of field, found " + number + ", expected 0 to " + (KINDS.length - 1));
  }

  static Class<?> boxed(Class<?> fieldType) {
    Object absent = fieldType.isPrimitive() ? of(fieldType).absent : null;
    return absent == null ? fieldType : absent.getClass();
  }

  /** Returns the size of a type of whole numbers; 0 for other types. */
  static int bytesOfWhole(Class<?> boxed) {
    if (boxed == Byte.class) {
      return Byte.BYTES;
    } else if (boxed == Short.class) {
      return Short.BYTES;
    } else if (boxed == Integer.class) {
      return Integer.BYTES;
    }
    return boxed == Long.class ? Long.BYTES : 0;
  }
}
