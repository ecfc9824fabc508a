/**
 * Kinesis as far as the connector needs it, and Amazon's own DynamoDB for tests, in a process of
 * their own.
 */
@NullMarked
package dev.sluice.kinesis.peer;

import org.jspecify.annotations.NullMarked;
