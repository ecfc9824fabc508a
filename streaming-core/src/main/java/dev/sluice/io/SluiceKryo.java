package dev.sluice.io;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.Registration;
import com.esotericsoftware.kryo.kryo5.Serializer;
import com.esotericsoftware.kryo.kryo5.objenesis.strategy.StdInstantiatorStrategy;
import com.esotericsoftware.kryo.kryo5.serializers.DefaultSerializers;
import com.esotericsoftware.kryo.kryo5.serializers.EnumNameSerializer;
import com.esotericsoftware.kryo.kryo5.serializers.ExternalizableSerializer;
import com.esotericsoftware.kryo.kryo5.serializers.JavaSerializer;
import com.esotericsoftware.kryo.kryo5.util.DefaultInstantiatorStrategy;
import com.esotericsoftware.kryo.kryo5.util.MapReferenceResolver;
import dev.sluice.function.Tuple2;
import dev.sluice.function.Tuple3;
import dev.sluice.function.Tuple4;
import dev.sluice.time.Time;
import java.net.URI;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;

/** Kryo as Sluice sets it up. Confined to the session that owns it. */
@SuppressWarnings("rawtypes") // Kryo's own signatures are raw
final class SluiceKryo extends Kryo {

  /** Kryo writes a class as its number plus this; what is below stands for null and for names. */
  private static final int CLASS_MARK_OFFSET = 2;

  /** Makes one that writes objects of user classes field by field, without names. */
  SluiceKryo(ClassLoader classLoader, ClassNames names) {
    this(classLoader, new NamedClasses(names));
  }

  private SluiceKryo(ClassLoader classLoader, NamedClasses classes) {
    super(classes, new ReferencesToObjects());
    setClassLoader(classLoader);
    setRegistrationRequired(false);
    setAutoReset(false);
    setInstantiatorStrategy(new DefaultInstantiatorStrategy(new StdInstantiatorStrategy()));
    addDefaultSerializer(Enum.class, EnumNameSerializer.class);
    addDefaultSerializer(Portable.class, new PortableSerializer());
    addDefaultSerializer(UUID.class, DefaultSerializers.UUIDSerializer.class);
    addDefaultSerializer(URI.class, DefaultSerializers.URISerializer.class);
    addDefaultSerializer(Pattern.class, DefaultSerializers.PatternSerializer.class);
    addDefaultSerializer(AtomicBoolean.class, DefaultSerializers.AtomicBooleanSerializer.class);
    addDefaultSerializer(AtomicInteger.class, DefaultSerializers.AtomicIntegerSerializer.class);
    addDefaultSerializer(AtomicLong.class, DefaultSerializers.AtomicLongSerializer.class);
    addDefaultSerializer(AtomicReference.class, DefaultSerializers.AtomicReferenceSerializer.class);
    RegisteredTypes.addTo(this);
  }

  /** Makes one that writes objects of user classes by the names of their fields. */
  static SluiceKryo evolving(ClassLoader classLoader, ClassNames names) {
    EvolvingClasses classes = new EvolvingClasses(names);
    SluiceKryo kryo = new SluiceKryo(classLoader, classes);
    kryo.setOptimizedGenerics(false);
    kryo.setDefaultSerializer(new EvolvingSerializer.Factory(classes));
    kryo.addDefaultSerializer(Record.class, new EvolvingSerializer.Factory(classes));
    return kryo;
  }

  /** Returns the byte with which an object of a registered class of low number begins. */
  int markOf(Class<?> type) {
    return getRegistration(type).getId() + CLASS_MARK_OFFSET;
  }

  /** Ends the scope of references; class names stay known until {@link #reset()}. */
  void forgetReferences() {
    getReferenceResolver().reset();
  }

  @Override
  public Registration getRegistration(Class type) {
    return super.getRegistration(JdkStandIns.of(type));
  }

  @Override
  public Serializer getDefaultSerializer(Class type) {
    Serializer serializer = super.getDefaultSerializer(type);
    if (serializer instanceof JavaSerializer || serializer instanceof ExternalizableSerializer) {
      throw new UnserializableTypeException(
          "Java serialization is never used, found "
              + serializer.getClass().getSimpleName()
              + " for "
              + type.getName());
    }
    return serializer;
  }

  /** Values that have no identity worth keeping are written each time they occur. */
  private static final class ReferencesToObjects extends MapReferenceResolver {

    @Override
    public boolean useReferences(Class type) {
      return type != String.class
          && type != Tuple2.class
          && type != Tuple3.class
          && type != Tuple4.class
          && type != Time.class
          && super.useReferences(type);
    }
  }
}
