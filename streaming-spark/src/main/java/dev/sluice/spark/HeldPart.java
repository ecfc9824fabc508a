package dev.sluice.spark;

import dev.sluice.engine.RecordSizes;
import dev.sluice.io.KryoSerializer;
import dev.sluice.io.Serializer;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.util.KnownSizeEstimation;
import org.jspecify.annotations.Nullable;

/**
 * Records that are kept as objects. To other processes and to disk they go as bytes of Sluice's
 * serializer, whatever serializer Spark is set to, so that records need not be {@code
 * Serializable}. There they stay bytes until a task asks for them, as only tasks' threads know the
 * program's classes: a second copy that nobody reads costs no decoding.
 *
 * <p>Thread-safe: guarded by its monitor; records do not change.
 */
@SuppressWarnings("serial") // its bytes go instead
final class HeldPart implements Part, Serializable, KnownSizeEstimation {
  private static final Serializer SERIALIZER = new KryoSerializer();
  private static final RecordSizes SIZES = new RecordSizes(SERIALIZER);

  private @Nullable List<Object> records;
  private byte @Nullable [] packed;

  HeldPart(List<Object> records) {
    this.records = records;
  }

  private HeldPart(byte[] packed) {
    this.packed = packed;
  }

  static HeldPart of(Iterator<?> records) {
    List<Object> held = new ArrayList<>();
    records.forEachRemaining(held::add);
    return new HeldPart(held);
  }

  @Override
  public Iterator<?> records() {
    return Collections.unmodifiableList(list()).iterator();
  }

  private synchronized List<Object> list() {
    List<Object> known = records;
    if (known == null) {
      known = new ArrayList<>();
      SERIALIZER.deserialize(ByteBuffer.wrap(bytes())).forEachRemaining(known::add);
      records = known;
      packed = null;
    }
    return known;
  }

  private synchronized byte[] bytes() {
    byte[] known = packed;
    return known == null ? SERIALIZER.serialize(list()).array() : known;
  }

  @Override
  public HeldPart hold() {
    return this;
  }

  @Override
  public synchronized long estimatedSize() {
    byte[] known = packed;
    return known == null ? SIZES.estimate(list()) : known.length;
  }

  private Object writeReplace() {
    return new Packed(bytes());
  }

  /** Stands for the part on its way. */
  private static final class Packed implements Serializable {
    private static final long serialVersionUID = 1L;

    private final byte[] bytes;

    Packed(byte[] bytes) {
      this.bytes = bytes;
    }

    private Object readResolve() {
      return new HeldPart(bytes);
    }
  }
}
