package dev.sluice.mqtt.client;

import java.io.IOException;
import java.util.Set;

/** What brokers answer to a client, by number. */
final class Refusals {
  /** Of the protocol's version, the client's id, the password, the rights. */
  private static final Set<Integer> FINAL_3 = Set.of(1, 2, 4, 5);

  /** The same, and of a banned client, a way to log in, a will. */
  private static final Set<Integer> FINAL_5 =
      Set.of(0x84, 0x85, 0x86, 0x87, 0x8A, 0x8C, 0x90, 0x95, 0x99, 0x9A, 0x9B);

  private Refusals() {}

  /** What becomes of a connection by MQTT 3.1.1 that the broker refuses with a number. */
  static IOException of3(int code, Throwable failure) {
    return of(FINAL_3, code, failure);
  }

  /** The same of MQTT 5. */
  static IOException of5(int code, Throwable failure) {
    return of(FINAL_5, code, failure);
  }

  private static IOException of(Set<Integer> finalCodes, int code, Throwable failure) {
    String message = "the broker refuses the client with the code %d".formatted(code);
    return finalCodes.contains(code)
        ? new RefusedException(message, failure)
        : new IOException(message, failure);
  }
}
