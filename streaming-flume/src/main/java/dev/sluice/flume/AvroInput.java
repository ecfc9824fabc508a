package dev.sluice.flume;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads what Avro has written, as far as calls of agents need it. Confined to one thread. */
final class AvroInput {
  private static final int MOST_SHIFT = 63;

  private final byte[] bytes;
  private final Budget budget;
  private int position;

  /**
   * At the first byte.
   *
   * @param budget for the objects that are made of the bytes
   */
  AvroInput(byte[] bytes, Budget budget) {
    this.bytes = bytes;
    this.budget = budget;
  }

  /** An {@code int} or {@code long}, of seven bits a byte, the lowest first, in zig-zag. */
  long readLong() throws WireException {
    long value = 0;
    for (int shift = 0; shift <= MOST_SHIFT; shift += 7) {
      int next = bytes[require(1)];
      value |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return (value >>> 1) ^ -(value & 1);
      }
    }
    throw new WireException("Cannot read a number: found more than 10 bytes of it");
  }

  byte[] readFixed(int length) throws WireException {
    int start = require(length);
    return Arrays.copyOfRange(bytes, start, start + length);
  }

  byte[] readBytes() throws WireException {
    return readFixed(readLength());
  }

  String readText() throws WireException {
    int length = readLength();
    return new String(bytes, require(length), length, StandardCharsets.UTF_8);
  }

  private int readLength() throws WireException {
    long length = readLong();
    if (length < 0 || length > bytes.length - position) {
      throw new WireException(
          "Cannot read a call: found a length of %d where %d bytes are left"
              .formatted(length, bytes.length - position));
    }
    return (int) length;
  }

  /** Moves on; returns where it was. */
  private int require(int length) throws WireException {
    int start = position;
    if (length > bytes.length - start) {
      throw new WireException(
          "Cannot read a call: found %d bytes left, expected %d or more"
              .formatted(bytes.length - start, length));
    }
    position += length;
    return start;
  }

  /** How many entries the next block of an array or a map has; 0 at its end. */
  private long readBlock() throws WireException {
    long entries = readLong();
    if (entries < 0) {
      long unusedBytes = readLong();
      entries = -entries;
    }
    return entries;
  }

  /** A map of {@code bytes}, of which nothing is used. */
  void skipMeta() throws WireException {
    for (long entries = readBlock(); entries != 0; entries = readBlock()) {
      for (long i = 0; i < entries; i++) {
        int unusedKey = require(readLength());
        int unusedValue = require(readLength());
      }
    }
  }

  FlumeEvent readEvent() throws WireException {
    budget.takeObject();
    Map<String, String> headers = new HashMap<>();
    for (long entries = readBlock(); entries != 0; entries = readBlock()) {
      for (long i = 0; i < entries; i++) {
        budget.takeObject();
        String name = readText();
        headers.put(name, readText());
      }
    }
    return FlumeEvent.of(headers, readBytes());
  }

  List<FlumeEvent> readEvents() throws WireException {
    List<FlumeEvent> events = new ArrayList<>();
    for (long entries = readBlock(); entries != 0; entries = readBlock()) {
      for (long i = 0; i < entries; i++) {
        events.add(readEvent());
      }
    }
    return events;
  }
}
