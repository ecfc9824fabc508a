package dev.sluice.flume;

import java.io.IOException;

/** What came over a connection is not what the protocol allows, or too much. */
final class WireException extends IOException {
  private static final long serialVersionUID = 1L;

  WireException(String message) {
    super(message);
  }
}
