package dev.sluice.kinesis.peer;

import java.math.BigInteger;
import java.nio.ByteBuffer;

/** A record of a shard. Immutable: nobody reads from the buffer itself. */
record StoredRecord(BigInteger number, String partitionKey, ByteBuffer data, long arrivedMs) {}
