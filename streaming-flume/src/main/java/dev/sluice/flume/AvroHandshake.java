package dev.sluice.flume;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * How an agent and a receiver find out that they speak the same protocol. Either is known by the
 * hash of its text; a text whose hash is not known is sent. Stateless.
 */
final class AvroHandshake {
  /** What Flume's sources and sinks speak. */
  private static final String PROTOCOL =
      """
      {"protocol":"AvroSourceProtocol","namespace":"org.apache.flume.source.avro","types":[\
      {"type":"enum","name":"Status","symbols":["OK","FAILED","UNKNOWN"]},\
      {"type":"record","name":"AvroFlumeEvent","fields":[\
      {"name":"headers","type":{"type":"map","values":"string"}},\
      {"name":"body","type":"bytes"}]}],"messages":{\
      "append":{"request":[{"name":"event","type":"AvroFlumeEvent"}],"response":"Status"},\
      "appendBatch":{"request":[{"name":"events","type":{"type":"array","items":"AvroFlumeEvent"}}],\
      "response":"Status"}}}""";

  /** The MD5 of that text. */
  private static final byte[] HASH = hash("30da54059df72d9584b867d5202e2069");

  /** That of the text in Flume's own classes, which has remarks for Java. */
  private static final byte[] FLUME_HASH = hash("86aadae2c45474c0fe93ffd0f2350a65");

  private static final List<byte[]> KNOWN = List.of(HASH, FLUME_HASH);
  private static final int HASH_BYTES = 16;
  private static final int BOTH = 0;
  private static final int CLIENT = 1;
  private static final int NONE = 2;

  private AvroHandshake() {}

  private static byte[] hash(String digits) {
    return HexFormat.of().parseHex(digits);
  }

  /**
   * Reads what the agent says and writes the answer.
   *
   * @return whether the agent's protocol is known now; if not, it sends its text
   */
  static boolean shake(AvroInput call, AvroOutput answer) throws WireException {
    byte[] own = call.readFixed(HASH_BYTES);
    boolean hasText = call.readLong() != 0;
    if (hasText) {
      String unusedText = call.readText();
    }
    byte[] expected = call.readFixed(HASH_BYTES);
    if (call.readLong() != 0) {
      call.skipMeta();
    }
    // Who takes our protocol for his own speaks it, whatever remarks its text has.
    boolean isSame = Arrays.equals(own, expected);
    boolean isKnown =
        isSame || hasText || KNOWN.stream().anyMatch(known -> Arrays.equals(known, own));
    boolean knowsUs = KNOWN.stream().anyMatch(known -> Arrays.equals(known, expected));
    if (isKnown && (isSame || knowsUs)) {
      answer.writeLong(BOTH).writeLong(0).writeLong(0);
    } else {
      answer.writeLong(isKnown ? CLIENT : NONE);
      answer.writeLong(1).writeText(PROTOCOL);
      answer.writeLong(1).writeFixed(HASH);
    }
    answer.writeLong(0);
    return isKnown;
  }
}
