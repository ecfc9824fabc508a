package dev.sluice.flume;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;

/**
 * The form in which Avro sends calls and answers through Netty: a serial number, the number of
 * parts, and for each part its length and its bytes. Confined to the connection's thread.
 */
final class AvroFrames {
  private static final int BUFFER = 16 * 1024;
  private static final int LENGTH_BYTES = 4;

  private final DataInputStream in;
  private final DataOutputStream out;
  private final byte[] buffer = new byte[BUFFER];
  private int serial;

  AvroFrames(DataInputStream in, DataOutputStream out) {
    this.in = in;
    this.out = out;
  }

  /** Waits for a frame; false if the connection has ended instead. */
  boolean begin() throws IOException {
    int first = readOrEnd();
    if (first < 0) {
      return false;
    }
    serial = (first << 24) | (in.readUnsignedByte() << 16) | in.readUnsignedShort();
    return true;
  }

  /** A byte; negative at the end, also at that of a compressed stream that was not finished. */
  private int readOrEnd() throws IOException {
    try {
      return in.read();
    } catch (EOFException end) {
      return -1;
    }
  }

  /** The serial number of the frame that was read last. */
  int serial() {
    return serial;
  }

  /** The bytes of the frame that has begun. */
  byte[] readParts(Budget budget) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int parts = budget.take(in.readInt());
    for (int part = 0; part < parts; part++) {
      int unusedLength = budget.take(LENGTH_BYTES);
      copy(budget.take(in.readInt()), bytes);
    }
    return bytes.toByteArray();
  }

  private void copy(int length, ByteArrayOutputStream bytes) throws IOException {
    int left = length;
    while (left > 0) {
      int read = in.read(buffer, 0, Math.min(left, buffer.length));
      if (read < 0) {
        throw new EOFException("The connection ended within a call");
      }
      bytes.write(buffer, 0, read);
      left -= read;
    }
  }

  /** Sends an answer as a frame of one part. */
  void write(int answered, AvroOutput answer) throws IOException {
    byte[] bytes = answer.toBytes();
    out.writeInt(answered);
    out.writeInt(1);
    out.writeInt(bytes.length);
    out.write(bytes);
    out.flush();
  }
}
