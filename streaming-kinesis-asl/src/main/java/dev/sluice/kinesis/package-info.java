/**
 * Streams from Amazon Kinesis Data Streams, by a receiver that shares the shards of a stream with
 * others and checkpoints what is stored.
 */
@NullMarked
package dev.sluice.kinesis;

import org.jspecify.annotations.NullMarked;
