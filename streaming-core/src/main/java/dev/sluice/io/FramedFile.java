package dev.sluice.io;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * A file of checked frames: a checked header with eight bytes that say what it is and a format
 * version, frames each with length and CRC32C, and an end mark. A frame's checksum is good only at
 * its place among the others. A file without its end mark, or with bytes behind it, is not whole.
 * The form is described byte by byte in docs/file-formats.md.
 */
public final class FramedFile {
  private static final int END = -1;
  private static final int MAGIC_BYTES = 8;
  private static final int HEADER_BYTES = MAGIC_BYTES + 2 * Integer.BYTES;
  private static final int FRAME_BYTES = 2 * Integer.BYTES;

  private FramedFile() {}

  /** Writes frames. Confined to one thread at a time. */
  public static final class Writer {
    private final DataOutputStream out;
    private long frames;

    /**
     * Begins a file.
     *
     * @param magic eight ASCII characters
     */
    public Writer(OutputStream target, String magic, int version) throws IOException {
      out = new DataOutputStream(target);
      byte[] kind = magicBytes(magic);
      out.write(kind);
      out.writeInt(version);
      out.writeInt(headerChecksum(kind, version));
    }

    /** Appends a frame of the buffer's remaining bytes. */
    public void frame(ByteBuffer content) throws IOException {
      byte[] bytes = new byte[content.remaining()];
      content.get(bytes);
      out.writeInt(bytes.length);
      out.writeInt(checksum(frames, bytes.length, bytes));
      out.write(bytes);
      frames++;
    }

    /** Ends the file; without this it is not whole. */
    public void end() throws IOException {
      out.writeInt(END);
      out.writeInt(checksum(frames, END, new byte[0]));
      out.flush();
    }
  }

  /** Reads frames and checks them. Confined to one thread at a time. */
  public static final class Reader {
    private final String name;
    private final DataInputStream in;
    private final int version;
    private long frames;
    private long offset;
    private boolean ended;

    /**
     * Opens a file.
     *
     * @param name of the file, for errors
     * @param newest the newest format version that is understood
     * @throws CorruptFileException if it is another kind of file
     * @throws NewerFormatException if it is of a newer version
     */
    public Reader(InputStream source, String name, String magic, int newest) throws IOException {
      this.name = name;
      this.in = new DataInputStream(source);
      byte[] found = in.readNBytes(MAGIC_BYTES);
      if (!Arrays.equals(found, magicBytes(magic))) {
        String text = printable(new String(found, StandardCharsets.US_ASCII));
        throw new CorruptFileException(name, 0, "magic word " + text, magic);
      }
      version = readInt();
      require(readInt(), headerChecksum(found, version));
      if (version < 1) {
        throw new CorruptFileException(name, MAGIC_BYTES, "version " + version, "1 or more");
      }
      if (version > newest) {
        throw new NewerFormatException(name, version, newest);
      }
      offset = HEADER_BYTES;
    }

    /** The format version of the file. */
    public int version() {
      return version;
    }

    /**
     * The next frame; empty at the end mark.
     *
     * @throws CorruptFileException if the file is cut short or a frame is damaged
     */
    public Optional<ByteBuffer> next() throws IOException {
      if (ended) {
        return Optional.empty();
      }
      int length = readInt();
      int stored = readInt();
      if (length < END) {
        throw new CorruptFileException(name, offset, "length " + length, "0 or more");
      }
      byte[] bytes = in.readNBytes(Math.max(0, length));
      if (bytes.length < length) {
        throw cutShort();
      }
      require(stored, checksum(frames, length, bytes));
      offset += FRAME_BYTES + bytes.length;
      frames++;
      if (length == END) {
        ended = true;
        requireEnd();
        return Optional.empty();
      }
      return Optional.of(ByteBuffer.wrap(bytes));
    }

    private void require(int stored, int computed) throws CorruptFileException {
      if (stored != computed) {
        throw new CorruptFileException(
            name,
            offset,
            "checksum 0x" + Integer.toHexString(stored),
            "0x" + Integer.toHexString(computed));
      }
    }

    private void requireEnd() throws IOException {
      if (in.read() >= 0) {
        throw new CorruptFileException(
            name, offset, "more bytes behind the end mark", "the end of the file");
      }
    }

    private int readInt() throws IOException {
      try {
        return in.readInt();
      } catch (EOFException early) {
        throw cutShort();
      }
    }

    private CorruptFileException cutShort() {
      return new CorruptFileException(
          name, offset, "the end of the file", "a whole header, frame or end mark");
    }
  }

  private static byte[] magicBytes(String magic) {
    byte[] bytes = magic.getBytes(StandardCharsets.US_ASCII);
    if (bytes.length != MAGIC_BYTES) {
      throw new IllegalArgumentException(
          "Cannot use a file's magic word: found " + magic + ", expected eight ASCII characters");
    }
    return bytes;
  }

  private static String printable(String text) {
    return text.replaceAll("[^\\x21-\\x7e]", "?");
  }

  private static int headerChecksum(byte[] magic, int version) {
    ByteBuffer header = ByteBuffer.allocate(MAGIC_BYTES + Integer.BYTES).put(magic).putInt(version);
    return checksum(header, new byte[0]);
  }

  private static int checksum(long number, int length, byte[] content) {
    return checksum(
        ByteBuffer.allocate(Long.BYTES + Integer.BYTES).putLong(number).putInt(length), content);
  }

  private static int checksum(ByteBuffer first, byte[] content) {
    CRC32C crc = new CRC32C();
    crc.update(first.flip());
    crc.update(content);
    return (int) crc.getValue();
  }
}
