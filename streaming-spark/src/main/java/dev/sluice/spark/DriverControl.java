package dev.sluice.spark;

import dev.sluice.engine.Control;
import dev.sluice.engine.EngineException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.spark.rpc.RpcEndpointRef;
import org.apache.spark.rpc.RpcEnv;

/**
 * The driver's side of the control channel: its own mailboxes, and where the executors' are.
 * Messages go through Spark's RPC, which keeps their order between two processes. Thread-safe:
 * mailboxes are in concurrent maps.
 */
final class DriverControl implements Control {
  private final ConcurrentMap<String, Handler> here = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, RpcEndpointRef> elsewhere = new ConcurrentHashMap<>();
  private final RpcEnv env;
  private final RpcEndpointRef endpoint;

  private DriverControl(RpcEnv env, String name) {
    this.env = env;
    this.endpoint = env.setupEndpoint(name, new ControlEndpoint(env, this::receive));
  }

  static DriverControl open(RpcEnv env, String name) {
    return new DriverControl(env, name);
  }

  private CompletableFuture<Object> receive(Object envelope) {
    String mailbox = Envelope.mailbox(envelope);
    switch (Envelope.kind(envelope)) {
      case Envelope.OPEN -> {
        boolean isFree =
            !here.containsKey(mailbox)
                && elsewhere.putIfAbsent(mailbox, Envelope.from(envelope)) == null;
        return CompletableFuture.completedFuture(isFree);
      }
      case Envelope.CLOSE -> {
        elsewhere.remove(mailbox);
        return CompletableFuture.completedFuture(true);
      }
      default -> {
        return Envelope.handle(here.get(mailbox), envelope);
      }
    }
  }

  @Override
  public Mailbox open(String name, Handler handler) {
    if (elsewhere.containsKey(name) || here.putIfAbsent(name, handler) != null) {
      throw new IllegalStateException(
          "Cannot open mailbox " + name + ": the name is taken, expected one that is free");
    }
    return () -> here.remove(name, handler);
  }

  @Override
  public CompletableFuture<byte[]> ask(String mailbox, byte[] message) {
    Object envelope = Envelope.message(mailbox, message);
    RpcEndpointRef owner = elsewhere.get(mailbox);
    if (owner == null && !here.containsKey(mailbox)) {
      return CompletableFuture.failedFuture(new EngineException(Envelope.noMailbox(mailbox), null));
    }
    CompletableFuture<Object> reply =
        owner == null ? Envelope.handle(here.get(mailbox), envelope) : Replies.ask(owner, envelope);
    return reply.thenApply(Envelope::reply);
  }

  @Override
  public void send(String mailbox, byte[] message) {
    Object envelope = Envelope.message(mailbox, message);
    RpcEndpointRef owner = elsewhere.get(mailbox);
    if (owner != null) {
      owner.send(envelope);
    } else if (here.containsKey(mailbox)) {
      CompletableFuture<Object> unusedReply = Envelope.handle(here.get(mailbox), envelope);
    }
  }

  /** Forgets a mailbox whose owner may be gone. */
  void forget(String mailbox) {
    elsewhere.remove(mailbox);
  }

  /** Hears nothing any more. */
  void close() {
    env.stop(endpoint);
    here.clear();
    elsewhere.clear();
  }
}
