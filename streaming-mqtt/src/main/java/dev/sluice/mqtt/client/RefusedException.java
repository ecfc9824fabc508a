package dev.sluice.mqtt.client;

import java.io.IOException;

/** The broker does not want the client as it is, and will not want it later. */
public final class RefusedException extends IOException {
  private static final long serialVersionUID = 1L;

  /** With what the client says. */
  public RefusedException(String message, Throwable cause) {
    super(message, cause);
  }

  /** With the reason alone. */
  public RefusedException(String message) {
    super(message);
  }
}
