package dev.sluice.twitter;

import java.io.Serializable;

/** Which stream of which version. */
sealed interface StreamKind extends Serializable {
  /**
   * One of version 2.
   *
   * @param path of the stream
   * @param hasRules whether the application's rules say what it has
   */
  record V2(String path, boolean hasRules) implements StreamKind {
    @Override
    public String toString() {
      return "a stream of version 2, " + path;
    }
  }

  /** One of version 1.1. */
  record V1() implements StreamKind {
    @Override
    public String toString() {
      return "a stream of version 1.1";
    }
  }
}
