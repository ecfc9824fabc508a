package dev.sluice.rdd;

import java.io.Serializable;

/**
 * A read-only value that every worker holds once.
 *
 * @param <T> the value
 */
public interface Broadcast<T> extends Serializable {
  /**
   * The value.
   *
   * @throws IllegalStateException after {@link #destroy()}
   */
  T value();

  /** Frees the value everywhere; it cannot be used any more. */
  void destroy();
}
