package dev.sluice.io;

import com.esotericsoftware.kryo.kryo5.KryoException;
import com.esotericsoftware.kryo.kryo5.io.ByteBufferInputStream;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.KryoBufferOverflowException;
import com.esotericsoftware.kryo.kryo5.io.Output;
import java.lang.reflect.InaccessibleObjectException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One Kryo with its buffers, writing or reading one block at a time. Confined to the thread that
 * took it from the pool. After an exception it must not be used again.
 */
final class KryoSession {

  private static final int FIRST_BUFFER_BYTES = 4 << 10;
  private static final int LARGEST_KEPT_BYTES = 4 << 20;
  private static final int CHUNK_BYTES = 64 << 10;
  private static final byte[] NO_BYTES = {};

  private final ClassLoader classLoader;
  private final int maxBlockBytes;
  private final SluiceKryo kryo;
  private final int stringMark;
  private final Output output;
  private final Input ofArray = new Input();
  private Input input = ofArray;
  private long recordsRead;

  KryoSession(SluiceKryo kryo, int maxBlockBytes) {
    this.classLoader = kryo.getClassLoader();
    this.maxBlockBytes = maxBlockBytes;
    this.kryo = kryo;
    this.stringMark = kryo.markOf(String.class);
    this.output = new Output(Math.min(FIRST_BUFFER_BYTES, maxBlockBytes), maxBlockBytes);
  }

  ClassLoader classLoader() {
    return classLoader;
  }

  void beginWriting() {
    kryo.reset();
    output.reset();
  }

  /** Writes a record; a string, the most common one, in the same form but without the detours. */
  void write(@Nullable Object record) {
    try {
      if (record instanceof String string) {
        output.writeByte(stringMark);
        output.writeString(string);
      } else {
        kryo.writeClassAndObject(output, record);
        kryo.forgetReferences();
      }
    } catch (RuntimeException | StackOverflowError failure) {
      throw unwritable(record, failure);
    }
  }

  byte[] endWriting() {
    byte[] block = output.toBytes();
    if (output.getBuffer().length > LARGEST_KEPT_BYTES) {
      output.setBuffer(new byte[FIRST_BUFFER_BYTES], maxBlockBytes);
    }
    return block;
  }

  void beginReading(ByteBuffer block) {
    kryo.reset();
    recordsRead = 0;
    if (block.hasArray()) {
      ofArray.setBuffer(block.array(), block.arrayOffset() + block.position(), block.remaining());
      input = ofArray;
    } else {
      input = new Input(new ByteBufferInputStream(block.duplicate()), CHUNK_BYTES);
    }
  }

  boolean hasMore() {
    try {
      return !input.end();
    } catch (RuntimeException failure) {
      throw unreadable(failure);
    }
  }

  /** Reads a record; {@link #hasMore} must have said that there is one. */
  @Nullable Object read() {
    try {
      @Nullable Object record;
      int position = input.position();
      if (input.getBuffer()[position] == stringMark) {
        input.setPosition(position + 1);
        record = input.readString();
      } else {
        record = kryo.readClassAndObject(input);
        kryo.forgetReferences();
      }
      recordsRead++;
      return record;
    } catch (RuntimeException | StackOverflowError failure) {
      throw unreadable(failure);
    }
  }

  void endReading() {
    ofArray.setBuffer(NO_BYTES);
    input = ofArray;
  }

  private SerializationException unwritable(@Nullable Object record, Throwable failure) {
    String type = record == null ? "null" : record.getClass().getName();
    return new SerializationException(
        "Cannot serialize a record of " + type + ": " + reason(failure), failure);
  }

  private SerializationException unreadable(Throwable failure) {
    return new SerializationException(
        "Cannot deserialize record " + recordsRead + " of a block: " + reason(failure), failure);
  }

  /** Says why, with a message only where it cannot quote the record. */
  private String reason(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    if (root instanceof KryoBufferOverflowException) {
      return "the block grows too large, expected at most " + maxBlockBytes + " bytes";
    }
    if (root instanceof StackOverflowError) {
      return "its objects are nested too deeply";
    }
    if (root instanceof UnserializableTypeException) {
      return String.valueOf(root.getMessage());
    }
    boolean quotable =
        root instanceof KryoException
            || root instanceof InaccessibleObjectException
            || root instanceof ClassNotFoundException;
    String type = root.getClass().getName();
    return quotable ? type + ": " + root.getMessage() : "found " + type;
  }
}
