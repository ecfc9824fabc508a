package dev.sluice.flume;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes as Avro does, as far as answers to agents need it. Confined to one thread. */
final class AvroOutput {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  AvroOutput writeLong(long value) {
    long rest = (value << 1) ^ (value >> 63);
    while ((rest & ~0x7FL) != 0) {
      bytes.write((int) ((rest & 0x7F) | 0x80));
      rest >>>= 7;
    }
    bytes.write((int) rest);
    return this;
  }

  AvroOutput writeBoolean(boolean value) {
    bytes.write(value ? 1 : 0);
    return this;
  }

  AvroOutput writeFixed(byte[] value) {
    bytes.writeBytes(value);
    return this;
  }

  AvroOutput writeText(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    return writeLong(utf8.length).writeFixed(utf8);
  }

  byte[] toBytes() {
    return bytes.toByteArray();
  }
}
