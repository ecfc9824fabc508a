package dev.sluice.dstream;

import dev.sluice.io.Bytes;
import dev.sluice.io.RawRecord;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a record was in the source, as far as the record knows. */
final class Origin {
  private Origin() {}

  static Optional<String> position(@Nullable Object record) {
    return record instanceof RawRecord raw ? Optional.of(raw.position()) : Optional.empty();
  }

  static Optional<Bytes> bytes(@Nullable Object record) {
    if (record instanceof RawRecord raw) {
      return Optional.of(Bytes.of(raw.bytes()));
    }
    if (record instanceof byte[] array) {
      return Optional.of(Bytes.of(array));
    }
    if (record instanceof String text) {
      return Optional.of(Bytes.of(text.getBytes(StandardCharsets.UTF_8)));
    }
    return Optional.empty();
  }
}
