package dev.sluice.io;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.Registration;
import com.esotericsoftware.kryo.kryo5.Serializer;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;
import com.esotericsoftware.kryo.kryo5.serializers.EnumNameSerializer;
import com.esotericsoftware.kryo.kryo5.util.IntMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Names of classes, each followed by the form of its objects, so that objects can be passed over
 * whose class is no more. Confined to the session that owns it.
 */
@SuppressWarnings("rawtypes") // Kryo's own signatures are raw
final class EvolvingClasses extends NamedClasses {

  /** Stands for a class that is no more. */
  private static final class Gone {}

  /** Stands for an enum that is no more. */
  private enum GoneConstant {}

  private static final int OTHER = 0;
  private static final int FIELDS = 1;
  private static final int CONSTANT = 2;

  private final IntMap<Registration> read = new IntMap<>();
  private final Map<Class<?>, String> namesRead = new HashMap<>();
  private int block;
  private int passingOver;

  EvolvingClasses(ClassNames names) {
    super(names);
  }

  /** Returns a number that is another one in every block. */
  int block() {
    return block;
  }

  /** Reads an object that nobody wants. */
  void passOver(Kryo kryo, Input input) {
    passingOver++;
    kryo.readClassAndObject(input);
    passingOver--;
  }

  @Override
  public void reset() {
    super.reset();
    block++;
    passingOver = 0;
    read.clear();
    namesRead.clear();
  }

  @Override
  protected void writeName(Output output, Class type, Registration registration) {
    int named = nextNameId;
    super.writeName(output, type, registration);
    if (nextNameId > named) {
      output.writeByte(form(registration.getSerializer()));
    }
  }

  @Override
  protected Registration readName(Input input) {
    int number = input.readVarInt(true);
    Registration known = read.get(number);
    if (known == null) {
      known = define(input.readString(), input.readByte());
      read.put(number, known);
    }
    return known;
  }

  private Registration define(String name, int form) {
    Class<?> type = find(name);
    if (type == null) {
      return gone(name, form);
    }
    String other = namesRead.putIfAbsent(type, name);
    if (other != null && !other.equals(name)) {
      throw new UnserializableTypeException(
          "two classes cannot become one, found %s and %s, expected one former name of %s"
              .formatted(other, name, type.getName()));
    }
    Registration registration = kryo.getRegistration(type);
    int present = form(registration.getSerializer());
    if (present != form) {
      throw new UnserializableTypeException(
          "objects of %s are written in another way now, found form %d, expected %d"
              .formatted(type.getName(), form, present));
    }
    return registration;
  }

  /** Returns how the objects of a class are written; the number is part of the stored format. */
  private static int form(Serializer<?> serializer) {
    if (serializer instanceof EvolvingSerializer) {
      return FIELDS;
    }
    return serializer instanceof EnumNameSerializer ? CONSTANT : OTHER;
  }

  private Registration gone(String name, int form) {
    if (passingOver > 0 && form == FIELDS) {
      return new Registration(Gone.class, new EvolvingSerializer(this, Gone.class), NAME);
    }
    if (passingOver > 0 && form == CONSTANT) {
      return new Registration(GoneConstant.class, new PassingOverConstants(), NAME);
    }
    throw missing(name);
  }

  /** Reads the name of a constant, and makes nothing of it. */
  private static final class PassingOverConstants extends Serializer<GoneConstant> {
    @Override
    public void write(Kryo kryo, Output output, GoneConstant constant) {
      throw new UnsupportedOperationException("Cannot write a constant of an enum that is no more");
    }

    @Override
    @SuppressWarnings("NullAway") // nobody wants it
    public @Nullable GoneConstant read(Kryo kryo, Input input, Class<? extends GoneConstant> type) {
      input.readString();
      return null;
    }
  }
}
