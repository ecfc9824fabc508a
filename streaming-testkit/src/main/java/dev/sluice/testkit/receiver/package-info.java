/**
 * What every receiver has to do: the numbered rules of the receiver contract, each with a test of
 * the same number. A receiver passes if a subclass of {@link
 * dev.sluice.testkit.receiver.ReceiverContract} does, which is given a {@link
 * dev.sluice.testkit.receiver.ReceiverHarness} of its source.
 */
@NullMarked
package dev.sluice.testkit.receiver;

import org.jspecify.annotations.NullMarked;
