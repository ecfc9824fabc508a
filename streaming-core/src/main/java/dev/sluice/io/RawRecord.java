package dev.sluice.io;

/**
 * A record that still knows the bytes it came as and where they were, such as a message of a
 * broker. Where a record that cannot be processed is kept, so are these.
 */
public interface RawRecord {
  /** The bytes as the source had them; not to be changed. */
  byte[] bytes();

  /** Where the source had them, in words: {@code clicks, partition 3, offset 4711}. */
  String position();
}
