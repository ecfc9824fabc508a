package dev.sluice.testkit.receiver;

/** A rule that is not kept. Immutable. */
final class Breach extends Exception {
  private static final long serialVersionUID = 1L;

  Breach(String found, String expected) {
    super("found " + found + ", expected " + expected);
  }
}
