package dev.sluice.io;

/**
 * An object whose inner form is not for bytes, such as one that shares parts with others:
 * serializers of Sluice write another one in its place.
 */
public interface Portable {
  /** What is written; all that is needed to make an equal object. */
  Form portable();

  /** What is written in place of an object. */
  interface Form {
    /** The object. */
    Portable restored();
  }
}
