package dev.sluice.spark;

import dev.sluice.engine.Control.Handler;
import dev.sluice.engine.EngineException;
import java.util.concurrent.CompletableFuture;
import org.apache.spark.rpc.RpcEndpointRef;
import org.jspecify.annotations.Nullable;

/**
 * What goes between the driver's endpoint and those of executors: arrays of the JDK's own types, as
 * an executor's network threads know no other classes, and Spark's references to endpoints. A reply
 * is the bytes, or a text that says why there are none.
 */
final class Envelope {
  /** A message to a mailbox. */
  static final String MESSAGE = "message";

  /** A mailbox is opened where the reference leads. */
  static final String OPEN = "open";

  /** A mailbox is closed. */
  static final String CLOSE = "close";

  private static final byte[] NOTHING = {};

  private Envelope() {}

  static Object message(String mailbox, byte[] content) {
    return new Object[] {MESSAGE, mailbox, content};
  }

  static Object open(String mailbox, RpcEndpointRef from) {
    return new Object[] {OPEN, mailbox, NOTHING, from};
  }

  static Object close(String mailbox) {
    return new Object[] {CLOSE, mailbox, NOTHING};
  }

  static String kind(Object envelope) {
    return (String) ((Object[]) envelope)[0];
  }

  static String mailbox(Object envelope) {
    return (String) ((Object[]) envelope)[1];
  }

  static byte[] content(Object envelope) {
    return (byte[]) ((Object[]) envelope)[2];
  }

  static RpcEndpointRef from(Object envelope) {
    return (RpcEndpointRef) ((Object[]) envelope)[3];
  }

  /** Has a handler answer; a failure becomes a text. */
  static CompletableFuture<Object> handle(@Nullable Handler handler, Object envelope) {
    String mailbox = mailbox(envelope);
    if (handler == null) {
      return CompletableFuture.completedFuture(noMailbox(mailbox));
    }
    try {
      return handler
          .handle(content(envelope))
          .handle((reply, failure) -> failure == null ? reply : describe(mailbox, failure));
    } catch (RuntimeException failure) {
      return CompletableFuture.completedFuture(describe(mailbox, failure));
    }
  }

  private static String describe(String mailbox, Throwable failure) {
    return "Cannot ask mailbox " + mailbox + ": its owner failed, found " + failure;
  }

  static String noMailbox(String mailbox) {
    return "Cannot ask mailbox " + mailbox + ": found none of that name, expected an open one";
  }

  /** The bytes of a reply. */
  static byte[] reply(Object reply) {
    if (reply instanceof byte[] bytes) {
      return bytes;
    }
    throw new EngineException(String.valueOf(reply), null);
  }
}
