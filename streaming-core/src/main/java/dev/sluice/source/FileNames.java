package dev.sluice.source;

import dev.sluice.io.Bytes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The names of a batch's files as bytes: a byte 1 for the version, the number of files as a
 * big-endian number of four bytes, and each absolute path as {@link DataOutputStream#writeUTF}
 * writes it. Stateless.
 */
final class FileNames {
  private static final int VERSION = 1;

  private FileNames() {}

  static Bytes encode(List<Path> files) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeByte(VERSION);
    out.writeInt(files.size());
    for (Path file : files) {
      out.writeUTF(file.toString());
    }
    return Bytes.of(bytes.toByteArray());
  }

  /** Reads what {@link #encode} wrote; no bytes are no files. */
  static List<Path> decode(Bytes bytes) throws IOException {
    if (bytes.size() == 0) {
      return List.of();
    }
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toArray()));
    int version = in.readUnsignedByte();
    if (version != VERSION) {
      throw new IOException(
          "Cannot read the file names of a batch: unknown version, found %d, expected %d"
              .formatted(version, VERSION));
    }
    List<Path> files = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      files.add(Path.of(in.readUTF()));
    }
    return files;
  }
}
