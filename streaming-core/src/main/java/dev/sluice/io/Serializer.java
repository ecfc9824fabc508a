package dev.sluice.io;

import java.nio.ByteBuffer;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Turns records into bytes and back. A <em>block</em> is the bytes of any number of records, read
 * back one at a time. Records may be null. Implementations are thread-safe.
 */
public interface Serializer {

  /**
   * Writes all records that are left in {@code records} as one block. What the iterator throws
   * comes out unchanged.
   *
   * @return a buffer of exactly the block's bytes, backed by an array of its own
   * @throws SerializationException if a record cannot be written, or the block becomes too large
   */
  ByteBuffer serialize(Iterator<?> records);

  /** Writes {@code records} as one block, like {@link #serialize(Iterator)}. */
  default ByteBuffer serialize(Iterable<?> records) {
    return serialize(records.iterator());
  }

  /**
   * Reads a block. Records are decoded as they are asked for; the buffer's bytes must not change
   * meanwhile, its position and limit stay as they are. Classes are looked up with the class loader
   * that is the calling thread's at this call.
   *
   * @return the records, confined to one thread at a time; its methods throw {@link
   *     SerializationException} when bytes make no record
   */
  <T extends @Nullable Object> Iterator<T> deserialize(ByteBuffer block);

  /**
   * Writes one record as a block of its own.
   *
   * @throws SerializationException if it cannot be written
   */
  byte[] write(@Nullable Object record);

  /**
   * Reads a block that holds one record.
   *
   * @throws SerializationException if the bytes are not exactly one record
   */
  @SuppressWarnings("TypeParameterUnusedInFormals") // the caller knows what was written
  <T extends @Nullable Object> T read(ByteBuffer block);
}
