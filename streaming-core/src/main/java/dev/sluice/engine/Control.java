package dev.sluice.engine;

import java.util.concurrent.CompletableFuture;

/**
 * Byte messages between named mailboxes, wherever their owners run. Messages of one sender to one
 * mailbox arrive in order. Thread-safe.
 */
public interface Control {
  /**
   * Opens a mailbox.
   *
   * @throws IllegalStateException if the name is taken
   */
  Mailbox open(String name, Handler handler);

  /**
   * Sends a message and answers with the reply; fails with {@link EngineException} if there is no
   * such mailbox.
   */
  CompletableFuture<byte[]> ask(String mailbox, byte[] message);

  /** Sends a message that has no reply; lost without notice if there is no such mailbox. */
  void send(String mailbox, byte[] message);

  /** Handles messages on a thread of the sender or the engine; must not block. */
  @FunctionalInterface
  interface Handler {
    /** Answers a message; a reply to a sent message is ignored. */
    CompletableFuture<byte[]> handle(byte[] message);
  }

  /** An open mailbox. */
  interface Mailbox extends AutoCloseable {
    /** Closes it; idempotent. */
    @Override
    void close();
  }
}
