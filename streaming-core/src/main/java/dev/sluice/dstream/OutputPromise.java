package dev.sluice.dstream;

/**
 * What is promised of an output operation. Immutable.
 *
 * @param output the operation and where the program defined it
 * @param promise how often a batch takes effect, in words
 */
public record OutputPromise(String output, String promise) {}
