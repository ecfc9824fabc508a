package dev.sluice.kafka;

/** Records that a direct stream has to read are there no more, or are not those they were. */
public final class RecordsLostException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RecordsLostException(String message) {
    super(message);
  }
}
