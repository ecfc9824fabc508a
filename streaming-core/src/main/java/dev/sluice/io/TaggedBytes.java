package dev.sluice.io;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Small binary messages: a version, a kind, the fields, written by hand. Decoding fails with {@link
 * IllegalArgumentException} if the bytes are of another version or kind, end early or go on after
 * the message. Stateless.
 */
public final class TaggedBytes {
  private static final int VERSION = 1;

  private TaggedBytes() {}

  /** The bytes of a message of that kind. */
  public static byte[] write(int kind, BodyWriter body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(64);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeByte(kind);
      body.write(out);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads a whole message.
   *
   * @param what what the bytes should be, for the error
   * @param reader reads the fields; answers null for a kind that it does not know
   */
  public static <M> M read(byte[] bytes, String what, BodyReader<M> reader) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int version = in.readUnsignedByte();
      if (version != VERSION) {
        throw cannotDecode(what, "unknown version", version, VERSION);
      }
      int kind = in.readUnsignedByte();
      M message = reader.read(kind, in);
      if (message == null) {
        throw cannotDecode(what, "unknown kind", kind, "one of those of version " + VERSION);
      }
      if (in.available() > 0) {
        throw cannotDecode(what, "it goes on after its end", in.available() + " bytes", "none");
      }
      return message;
    } catch (EOFException early) {
      throw new IllegalArgumentException(
          "Cannot decode "
              + what
              + ": it ends early, found "
              + bytes.length
              + " bytes, expected more",
          early);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** Writes a string of any length. */
  public static void writeString(DataOutputStream out, String text) throws IOException {
    writeBytes(out, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Reads what {@link #writeString} wrote. */
  public static String readString(DataInputStream in) throws IOException {
    return new String(readBytes(in), StandardCharsets.UTF_8);
  }

  /**
   * Reads how many elements follow, each of one byte or more.
   *
   * @throws IllegalArgumentException if the number is negative
   */
  public static int readCount(DataInputStream in) throws IOException {
    int count = in.readInt();
    if (count < 0) {
      throw new IllegalArgumentException(
          "Cannot decode a number of elements: found " + count + ", expected 0 or more");
    }
    if (count > in.available()) {
      throw new EOFException(count + " elements");
    }
    return count;
  }

  /** Writes bytes and their number. */
  public static void writeBytes(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  /** Reads what {@link #writeBytes} wrote. */
  public static byte[] readBytes(DataInputStream in) throws IOException {
    return in.readNBytes(readCount(in));
  }

  private static IllegalArgumentException cannotDecode(
      String what, String why, Object found, Object expected) {
    return new IllegalArgumentException(
        "Cannot decode %s: %s, found %s, expected %s".formatted(what, why, found, expected));
  }

  /** Writes the fields of a message. */
  @FunctionalInterface
  public interface BodyWriter {
    /** Writes them in order. */
    void write(DataOutputStream out) throws IOException;
  }

  /** Reads the fields of a message. */
  @FunctionalInterface
  public interface BodyReader<M> {
    /** Reads them in order; null for a kind that is unknown. */
    @Nullable M read(int kind, DataInputStream in) throws IOException;
  }
}
