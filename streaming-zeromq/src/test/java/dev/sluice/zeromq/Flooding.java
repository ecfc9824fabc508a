package dev.sluice.zeromq;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Numbers as messages that are long enough for a flood not to fit into the system's buffers. */
final class Flooding {
  /** What a message takes at least on its way. */
  static final int BYTES = 1_000;

  private static final byte[] UNDECODABLE = {1, 2, 3};

  private Flooding() {}

  static byte[] message(int number) {
    return ByteBuffer.allocate(BYTES).putInt(number).array();
  }

  static byte[] undecodable() {
    return UNDECODABLE;
  }

  /** The number in the last frame. */
  static List<Integer> decode(byte[][] frames) {
    byte[] last = frames[frames.length - 1];
    if (last.length != BYTES) {
      throw new IllegalArgumentException("not a number");
    }
    return List.of(ByteBuffer.wrap(last).getInt());
  }

  /** So many numbers from one on. */
  static List<Integer> numbers(int first, int n) {
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      numbers.add(first + i);
    }
    return numbers;
  }
}
