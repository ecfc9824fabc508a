package dev.sluice.flume;

import dev.sluice.engine.Sized;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/**
 * An event of Flume: a body, and headers that tell about it. Two events with the same headers and
 * the same body are equal. Immutable, if nobody changes the array of the body.
 */
public final class FlumeEvent implements Serializable, Sized {
  private static final long serialVersionUID = 1L;
  private static final long OWN_BYTES = 96;
  private static final long HEADER_BYTES = 144;

  private final Map<String, String> headers;
  private final byte[] body;

  private FlumeEvent(Map<String, String> headers, byte[] body) {
    this.headers = headers;
    this.body = body;
  }

  /**
   * An event.
   *
   * @param headers are copied
   * @param body is not; it must not be changed any more
   */
  public static FlumeEvent of(Map<String, String> headers, byte[] body) {
    return new FlumeEvent(new HashMap<>(headers), body);
  }

  /** The headers; cannot be changed. */
  public Map<String, String> headers() {
    return Collections.unmodifiableMap(headers);
  }

  /** The body itself, no copy of it: it must not be changed. */
  public byte[] body() {
    return body;
  }

  /** The body as text, read as UTF-8. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  @Override
  public long sizeBytes() {
    long bytes = OWN_BYTES + body.length;
    for (Map.Entry<String, String> header : headers.entrySet()) {
      bytes += HEADER_BYTES + header.getKey().length() + header.getValue().length();
    }
    return bytes;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FlumeEvent that
        && headers.equals(that.headers)
        && Arrays.equals(body, that.body);
  }

  @Override
  public int hashCode() {
    return 31 * headers.hashCode() + Arrays.hashCode(body);
  }

  /** How much it is, not what it says. */
  @Override
  public String toString() {
    return "FlumeEvent(%d headers, %d bytes)".formatted(headers.size(), body.length);
  }
}
