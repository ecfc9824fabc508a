package dev.sluice.io;

import com.esotericsoftware.kryo.kryo5.util.Pool;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Serializes with Kryo, and never with Java serialization. Sluice's own and common JDK types are
 * written by number; other classes by name, so a program need not register its classes. Objects
 * without a no-argument constructor, records, enums (by name) and cyclic graphs are fine. JDK
 * collections that cannot be built from nothing (unmodifiable and synchronized ones, views such as
 * key sets) come back as equal collections of another class, unmodifiable if they were.
 *
 * <p>Block format: the records one after another until the end of the bytes, each as Kryo writes a
 * class and an object; there is no header or count; docs/file-formats.md has the details. The name
 * of a class is written where it occurs first in a block and by number from then on, so a block is
 * read from its beginning. References are kept within a record, not between records: reading a
 * block needs memory for one record only.
 *
 * <p>Thread-safe: every call takes a Kryo of its own from a pool. An iterator holds one until it
 * has delivered its last record; an iterator that is abandoned before leaves it to the garbage
 * collector.
 */
@SuppressWarnings("serial") // its form goes to other processes instead
public final class KryoSerializer implements Serializer, Serializable {

  private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;
  private static final int MOST_POOLED = 32;

  private final Form form;
  private final Pool<KryoSession> sessions;
  private final Function<ClassLoader, KryoSession> factory;

  /** Makes a serializer of any class, whose blocks may be as large as an array can be. */
  public KryoSerializer() {
    this(ClassNames.unrestricted());
  }

  /** Makes a serializer that heeds {@code names}. */
  public KryoSerializer(ClassNames names) {
    this(new Form(names, LARGEST_ARRAY, false));
  }

  /** Makes a serializer that refuses to write a block of more than {@code maxBlockBytes}. */
  public KryoSerializer(int maxBlockBytes) {
    this(new Form(ClassNames.unrestricted(), maxBlockBytes, false));
    if (maxBlockBytes <= 0) {
      throw new IllegalArgumentException(
          "Cannot make a serializer: no block would fit, found a limit of "
              + maxBlockBytes
              + " bytes, expected a positive one");
    }
  }

  private KryoSerializer(Form form) {
    this.form = form;
    this.factory = form::session;
    this.sessions =
        new Pool<>(true, false, MOST_POOLED) {
          @Override
          protected KryoSession create() {
            return factory.apply(classLoader());
          }
        };
  }

  /**
   * Makes a serializer for data that outlive the program: objects of user classes are written by
   * the names of their fields. The classes that read them may have more fields, fewer or others in
   * another order. A field that is not in the data has what the no-argument constructor gives it,
   * or null, 0 or false where there is none, as in a record. A field may become a wider number; any
   * other change of its type is an error. Records and other classes may become one another. An
   * object in a field that is no more is passed over even if its class is no more.
   *
   * <p>Such blocks are of another form: a serializer of one form cannot read those of the other.
   */
  public static KryoSerializer evolving(ClassNames names) {
    return new KryoSerializer(new Form(names, LARGEST_ARRAY, true));
  }

  @Override
  public ByteBuffer serialize(Iterator<?> records) {
    KryoSession session = obtain();
    session.beginWriting();
    while (records.hasNext()) {
      session.write(records.next());
    }
    byte[] block = session.endWriting();
    sessions.free(session);
    return ByteBuffer.wrap(block);
  }

  @Override
  public byte[] write(@Nullable Object record) {
    return serialize(Collections.singleton(record)).array();
  }

  @Override
  public <T extends @Nullable Object> Iterator<T> deserialize(ByteBuffer block) {
    KryoSession session = obtain();
    session.beginReading(block);
    return new Records<>(session);
  }

  @Override
  @SuppressWarnings("TypeParameterUnusedInFormals") // the caller knows what it has written
  public <T extends @Nullable Object> T read(ByteBuffer block) {
    Iterator<T> records = deserialize(block);
    if (!records.hasNext()) {
      throw new SerializationException(
          "Cannot read a record: there are no bytes, found 0, expected one record", null);
    }
    T record = records.next();
    if (records.hasNext()) {
      throw new SerializationException(
          "Cannot read a record: bytes are left over, found "
              + block.remaining()
              + " bytes in all, expected one record",
          null);
    }
    return record;
  }

  private KryoSession obtain() {
    KryoSession session = sessions.obtain();
    ClassLoader wanted = classLoader();
    return session.classLoader() == wanted ? session : factory.apply(wanted);
  }

  private static ClassLoader classLoader() {
    ClassLoader ofThread = Thread.currentThread().getContextClassLoader();
    return ofThread != null ? ofThread : KryoSerializer.class.getClassLoader();
  }

  private Object writeReplace() {
    return form;
  }

  /** What a serializer is made of; stands for it on the way to other processes. */
  private record Form(ClassNames names, int maxBlockBytes, boolean evolving)
      implements Serializable {
    KryoSession session(ClassLoader loader) {
      SluiceKryo kryo =
          evolving ? SluiceKryo.evolving(loader, names) : new SluiceKryo(loader, names);
      return new KryoSession(kryo, maxBlockBytes);
    }

    private Object readResolve() {
      return new KryoSerializer(this);
    }
  }

  /** The records of a block that are still to be read. Confined to one thread at a time. */
  private final class Records<T extends @Nullable Object> implements Iterator<T> {

    private @Nullable KryoSession session;

    Records(KryoSession session) {
      this.session = session;
    }

    @Override
    public boolean hasNext() {
      if (session == null) {
        return false;
      }
      if (session.hasMore()) {
        return true;
      }
      session.endReading();
      sessions.free(session);
      session = null;
      return false;
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"}) // a record is null only if T admits null
    public T next() {
      if (session == null || !hasNext()) {
        throw new NoSuchElementException("Cannot read a record: the block has no more");
      }
      return (T) session.read();
    }
  }
}
