package dev.sluice.kafka;

/** What is done about offsets that a direct stream has to read and the brokers have no more. */
enum OutOfRange {
  /** The program fails. */
  FAIL,
  /** The stream goes on where {@code auto.offset.reset} says. */
  RESET,
  /** The stream goes on with what is nearest. */
  SKIP
}
