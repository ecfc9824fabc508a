package dev.sluice.receiver;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The frame of a message: version, kind, body. Stateless. */
final class MessageBytes {
  private static final int VERSION = 1;

  private MessageBytes() {}

  static byte[] write(int kind, BodyWriter body) {
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

  /** Reads a whole message; the reader answers null for a kind that it does not know. */
  static <M> M read(byte[] bytes, String what, BodyReader<M> reader) {
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
          "Cannot decode " + what + ": it ends early, found " + bytes.length + " bytes", early);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  static void writeString(DataOutputStream out, String text) throws IOException {
    writeBytes(out, text.getBytes(StandardCharsets.UTF_8));
  }

  static String readString(DataInputStream in) throws IOException {
    return new String(readBytes(in), StandardCharsets.UTF_8);
  }

  static void writeBytes(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  static byte[] readBytes(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > in.available()) {
      throw new EOFException("length " + length);
    }
    return in.readNBytes(length);
  }

  private static IllegalArgumentException cannotDecode(
      String what, String why, Object found, Object expected) {
    return new IllegalArgumentException(
        "Cannot decode %s: %s, found %s, expected %s".formatted(what, why, found, expected));
  }

  @FunctionalInterface
  interface BodyWriter {
    void write(DataOutputStream out) throws IOException;
  }

  @FunctionalInterface
  interface BodyReader<M> {
    @Nullable M read(int kind, DataInputStream in) throws IOException;
  }
}
