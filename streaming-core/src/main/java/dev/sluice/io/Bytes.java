package dev.sluice.io;

import java.io.Serializable;
import java.util.Arrays;

/** A string of bytes, compared by content. Immutable. */
public final class Bytes implements Serializable {
  private static final long serialVersionUID = 1L;

  /** No bytes. */
  public static final Bytes EMPTY = new Bytes(new byte[0]);

  private final byte[] bytes;

  private Bytes(byte[] bytes) {
    this.bytes = bytes;
  }

  /** A copy of the array's bytes. */
  public static Bytes of(byte[] bytes) {
    return bytes.length == 0 ? EMPTY : new Bytes(bytes.clone());
  }

  /** A new array of the bytes. */
  public byte[] toArray() {
    return bytes.clone();
  }

  /** The number of bytes. */
  public int size() {
    return bytes.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** The number of bytes, in words; never their content. */
  @Override
  public String toString() {
    return bytes.length + " bytes";
  }
}
