package dev.sluice.kinesis;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * An access key of AWS. A receiver that is sent somewhere takes it along; what the engine's
 * serializer writes, which may be a file, lacks it, and what is read from there cannot be used.
 * Immutable.
 */
final class AccessKey implements Serializable {
  private static final long serialVersionUID = 1L;

  private final transient @Nullable String id;
  private final transient @Nullable String secret;

  AccessKey(String id, String secret) {
    this.id = id;
    this.secret = secret;
  }

  String id() {
    return present(id);
  }

  String secret() {
    return present(secret);
  }

  private static String present(@Nullable String part) {
    if (part == null) {
      throw new IllegalStateException(
          "Cannot use an access key: it was read from where keys are not written to, expected one"
              + " from KinesisCredentials.builder()");
    }
    return part;
  }

  private Object writeReplace() {
    return new Travelling(id(), secret());
  }

  /** The key on its way to where the receiver runs. */
  private record Travelling(String id, String secret) implements Serializable {
    private static final long serialVersionUID = 1L;

    private Object readResolve() {
      return new AccessKey(id, secret);
    }

    @Override
    public String toString() {
      return "access key";
    }
  }

  @Override
  public String toString() {
    return "access key";
  }
}
