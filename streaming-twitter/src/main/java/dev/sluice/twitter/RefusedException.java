package dev.sluice.twitter;

import java.io.IOException;

/** The service has answered, but not with what was asked for. */
final class RefusedException extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient Trouble trouble;

  RefusedException(Trouble trouble) {
    super(trouble.description());
    this.trouble = trouble;
  }

  Trouble trouble() {
    return trouble;
  }
}
