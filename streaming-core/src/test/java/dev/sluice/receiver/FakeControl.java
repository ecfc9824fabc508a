package dev.sluice.receiver;

import dev.sluice.engine.Control;
import dev.sluice.engine.EngineException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Delivers messages on the sender's thread. */
final class FakeControl implements Control {
  final Map<String, Handler> mailboxes = new ConcurrentHashMap<>();

  @Override
  public Mailbox open(String name, Handler handler) {
    if (mailboxes.putIfAbsent(name, handler) != null) {
      throw new IllegalStateException("Cannot open mailbox " + name + ": it is open");
    }
    return () -> mailboxes.remove(name, handler);
  }

  @Override
  public CompletableFuture<byte[]> ask(String mailbox, byte[] message) {
    Handler handler = mailboxes.get(mailbox);
    return handler == null
        ? CompletableFuture.failedFuture(new EngineException("no mailbox " + mailbox, null))
        : handler.handle(message);
  }

  @Override
  public void send(String mailbox, byte[] message) {
    ask(mailbox, message).exceptionally(lost -> message);
  }
}
