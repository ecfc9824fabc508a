package dev.sluice.testkit.receiver;

/**
 * What a source, as its harness drives it, and the receiver do. A rule that needs a behaviour which
 * is not declared is no test of the suite.
 */
public enum Behaviour {
  /**
   * The source keeps each record until it is acknowledged, sends again after a reconnection what
   * was not, and {@link ReceiverHarness#acknowledged} tells what was.
   */
  RELIABLE,

  /** Records that are produced while the connection is cut are sent when it is back. */
  KEEPS_WHILE_CUT,

  /** On one connection the source sends records in the order in which they were produced. */
  ORDERED,

  /**
   * The source sends no more than the receiver reads, apart from what the transport buffers, which
   * is far less than {@link ReceiverRules#FLOOD} records; and {@link ReceiverHarness#sent} tells
   * how much was sent.
   */
  FLOW_CONTROLLED,

  /** {@link ReceiverHarness#connections} tells how many connections are open. */
  COUNTS_CONNECTIONS,

  /** There are records that cannot be decoded: {@link ReceiverHarness#produceUndecodable}. */
  UNDECODABLE,

  /** The receiver is given secrets: {@link ReceiverHarness#secrets}. */
  SECRET
}
