package dev.sluice.io;

import com.esotericsoftware.kryo.util.Pool;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Serializes with Kryo, and never with Java serialization. Sluice's own and common JDK types are
 * written by number; other classes by name, so a program need not register its classes. Objects
 * without a no-argument constructor, records, enums (by name) and cyclic graphs are fine. JDK
 * collections that cannot be built from nothing (unmodifiable and synchronized ones, views such as
 * key sets) come back as equal collections of another class, unmodifiable if they were.
 *
 * <p>Block format: the records one after another until the end of the bytes, each as Kryo writes a
 * class and an object; there is no header or count. The name of a class is written where it occurs
 * first in a block and by number from then on, so a block is read from its beginning. References
 * are kept within a record, not between records: reading a block needs memory for one record only.
 *
 * <p>Thread-safe: every call takes a Kryo of its own from a pool. An iterator holds one until it
 * has delivered its last record; an iterator that is abandoned before leaves it to the garbage
 * collector.
 */
public final class KryoSerializer implements Serializer {

  private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;
  private static final int MOST_POOLED = 32;

  private final int maxBlockBytes;
  private final Pool<KryoSession> sessions;

  /** Makes a serializer whose blocks may be as large as an array can be. */
  public KryoSerializer() {
    this(LARGEST_ARRAY);
  }

  /** Makes a serializer that refuses to write a block of more than {@code maxBlockBytes}. */
  public KryoSerializer(int maxBlockBytes) {
    if (maxBlockBytes <= 0) {
      throw new IllegalArgumentException(
          "Cannot make a serializer: no block would fit, found a limit of "
              + maxBlockBytes
              + " bytes, expected a positive one");
    }
    this.maxBlockBytes = maxBlockBytes;
    this.sessions =
        new Pool<>(true, false, MOST_POOLED) {
          @Override
          protected KryoSession create() {
            return new KryoSession(classLoader(), maxBlockBytes);
          }
        };
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
    return session.classLoader() == wanted ? session : new KryoSession(wanted, maxBlockBytes);
  }

  private static ClassLoader classLoader() {
    ClassLoader ofThread = Thread.currentThread().getContextClassLoader();
    return ofThread != null ? ofThread : KryoSerializer.class.getClassLoader();
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
