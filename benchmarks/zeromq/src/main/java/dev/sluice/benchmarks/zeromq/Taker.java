package dev.sluice.benchmarks.zeromq;

/** A program that is bound to an address and takes messages from a {@link Pusher}. */
interface Taker {
  String name();

  /** Whether the pusher has to be a reliable sender. */
  boolean isReliable();

  /** Returns when the tally is full. */
  void take(String address, Tally tally) throws Exception;
}
