package dev.sluice.quarantine;

import dev.sluice.io.Bytes;
import dev.sluice.io.ClassNames;
import dev.sluice.io.KryoSerializer;
import dev.sluice.io.TaggedBytes;
import dev.sluice.time.Time;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A record that a function failed on. Operator, time, partition and ordinal tell it from all others
 * of a quarantine. Immutable.
 *
 * @param operator the id of the operator whose function failed, the same after a restart
 * @param time the batch
 * @param partition the partition of the batch's dataset, from 0
 * @param ordinal which record of the partition it was, from 0
 * @param position where the source had the record, in words
 * @param bytes the record as the source had it; empty if it does not know that
 * @param thrown what the function threw
 * @param serialized the record as the function got it, in the evolving form of {@link
 *     KryoSerializer}
 */
public record QuarantinedRecord(
    String operator,
    Time time,
    int partition,
    long ordinal,
    String position,
    Optional<Bytes> bytes,
    Thrown thrown,
    Bytes serialized) {
  private static final int RECORD = 1;
  private static final KryoSerializer ANY_CLASS =
      KryoSerializer.evolving(ClassNames.unrestricted());

  static final Comparator<QuarantinedRecord> BY_IDENTITY =
      Comparator.comparing(QuarantinedRecord::operator)
          .thenComparing(QuarantinedRecord::time)
          .thenComparing(QuarantinedRecord::partition)
          .thenComparing(QuarantinedRecord::ordinal);

  /**
   * What a function threw, in words of bounded length. Immutable.
   *
   * @param exceptionClass the name of its class
   * @param message its message, which may tell what was in the record; empty if it had none
   * @param stackTrace the top of the stack, and of that of the first cause
   */
  public record Thrown(String exceptionClass, String message, String stackTrace) {
    /** What was thrown, cut to a bounded length. */
    public static Thrown of(Throwable thrown) {
      return ThrownText.of(thrown);
    }
  }

  /** The bytes of a record, to be given to {@link #serialized}. */
  public static Bytes serialize(@Nullable Object record) {
    return Bytes.of(ANY_CLASS.write(record));
  }

  /**
   * The record as the function got it.
   *
   * @throws dev.sluice.io.SerializationException if its classes are not there or have changed too
   *     much
   */
  public @Nullable Object record() {
    return record(ANY_CLASS);
  }

  /**
   * The record as the function got it, read by a serializer of the evolving form that may refuse
   * classes.
   */
  public @Nullable Object record(KryoSerializer serializer) {
    return serializer.<@Nullable Object>read(ByteBuffer.wrap(serialized.toArray()));
  }

  /** All of it as bytes. */
  public Bytes encode() {
    return Bytes.of(TaggedBytes.write(RECORD, this::writeTo));
  }

  /**
   * What {@link #encode} made.
   *
   * @throws IllegalArgumentException if these bytes are something else
   */
  public static QuarantinedRecord decode(Bytes bytes) {
    return TaggedBytes.read(
        bytes.toArray(),
        "a quarantined record",
        (kind, in) -> kind == RECORD ? readFrom(in) : null);
  }

  private void writeTo(DataOutputStream out) throws IOException {
    TaggedBytes.writeString(out, operator);
    out.writeLong(time.milliseconds());
    out.writeInt(partition);
    out.writeLong(ordinal);
    TaggedBytes.writeString(out, position);
    out.writeBoolean(bytes.isPresent());
    if (bytes.isPresent()) {
      TaggedBytes.writeBytes(out, bytes.get().toArray());
    }
    TaggedBytes.writeString(out, thrown.exceptionClass());
    TaggedBytes.writeString(out, thrown.message());
    TaggedBytes.writeString(out, thrown.stackTrace());
    TaggedBytes.writeBytes(out, serialized.toArray());
  }

  private static QuarantinedRecord readFrom(DataInputStream in) throws IOException {
    return new QuarantinedRecord(
        TaggedBytes.readString(in),
        new Time(in.readLong()),
        in.readInt(),
        in.readLong(),
        TaggedBytes.readString(in),
        in.readBoolean() ? Optional.of(Bytes.of(TaggedBytes.readBytes(in))) : Optional.empty(),
        new Thrown(
            TaggedBytes.readString(in), TaggedBytes.readString(in), TaggedBytes.readString(in)),
        Bytes.of(TaggedBytes.readBytes(in)));
  }

  /** Which record it is and what was thrown; never what is in it. */
  @Override
  public String toString() {
    return "record %d of partition %d of batch %s at %s: %s"
        .formatted(ordinal, partition, time, operator, thrown.exceptionClass());
  }
}
