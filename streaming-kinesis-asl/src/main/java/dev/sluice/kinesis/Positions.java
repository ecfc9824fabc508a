package dev.sluice.kinesis;

import dev.sluice.function.Tuple4;
import software.amazon.kinesis.retrieval.KinesisClientRecord;
import software.amazon.kinesis.retrieval.kpl.ExtendedSequenceNumber;

/**
 * Where records are: stream, shard, sequence number and the number of the record among those that
 * its producer has put into one, 0 if it was alone. They are tuples because the engine can always
 * write these, whatever classes a program allows.
 */
final class Positions {
  private Positions() {}

  static Tuple4<String, String, String, Long> of(
      String stream, String shard, ExtendedSequenceNumber number) {
    return new Tuple4<>(stream, shard, number.sequenceNumber(), number.subSequenceNumber());
  }

  static String shard(Tuple4<String, String, String, Long> position) {
    return position._2();
  }

  static ExtendedSequenceNumber number(Tuple4<String, String, String, Long> position) {
    return new ExtendedSequenceNumber(position._3(), position._4());
  }

  static ExtendedSequenceNumber number(KinesisClientRecord record) {
    return new ExtendedSequenceNumber(record.sequenceNumber(), record.subSequenceNumber());
  }
}
