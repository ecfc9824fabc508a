package dev.sluice.engine.local;

import dev.sluice.engine.Control;
import dev.sluice.engine.EngineException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Mailboxes of one process: a handler runs on the sender's thread, so messages of a sender are
 * handled in order. Thread-safe: mailboxes are in a concurrent map.
 */
final class LocalControl implements Control {
  private final ConcurrentMap<String, Opening> openings = new ConcurrentHashMap<>();

  @Override
  public Mailbox open(String name, Handler handler) {
    Opening opening = new Opening(handler);
    if (openings.putIfAbsent(name, opening) != null) {
      throw new IllegalStateException(
          "Cannot open mailbox " + name + ": the name is taken, expected one that is free");
    }
    return () -> openings.remove(name, opening);
  }

  @Override
  public CompletableFuture<byte[]> ask(String mailbox, byte[] message) {
    Opening opening = openings.get(mailbox);
    if (opening == null) {
      return CompletableFuture.failedFuture(
          new EngineException(
              "Cannot ask mailbox " + mailbox + ": found none of that name, expected an open one",
              null));
    }
    try {
      return opening.handler.handle(message);
    } catch (RuntimeException | Error failure) {
      return CompletableFuture.failedFuture(failure);
    }
  }

  @Override
  public void send(String mailbox, byte[] message) {
    Opening opening = openings.get(mailbox);
    if (opening != null) {
      CompletableFuture<byte[]> unusedReply = opening.handler.handle(message);
    }
  }

  /** One opening of a mailbox, told apart from a later one with the same handler. */
  private static final class Opening {
    private final Handler handler;

    Opening(Handler handler) {
      this.handler = handler;
    }
  }
}
