package dev.sluice.spark;

import dev.sluice.engine.Control;
import dev.sluice.engine.EngineException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.spark.SparkEnv;
import org.apache.spark.rpc.RpcEndpointRef;
import org.apache.spark.util.RpcUtils;

/**
 * An executor's side of the control channel. A message goes to the mailbox of that name here, else
 * to the driver. Thread-safe: mailboxes are in a concurrent map.
 */
final class WorkerControl implements Control {
  private final ConcurrentMap<String, Handler> here = new ConcurrentHashMap<>();
  private final RpcEndpointRef driver;
  private final RpcEndpointRef endpoint;

  private WorkerControl(SparkEnv env, EngineHandle engine) {
    this.driver = RpcUtils.makeDriverRef(engine.driverEndpoint(), env.conf(), env.rpcEnv());
    this.endpoint =
        env.rpcEnv()
            .setupEndpoint(
                engine.driverEndpoint() + "-worker",
                new ControlEndpoint(env.rpcEnv(), this::receive));
  }

  static WorkerControl open(EngineHandle engine) {
    return new WorkerControl(SparkEnv.get(), engine);
  }

  private CompletableFuture<Object> receive(Object envelope) {
    return Envelope.handle(here.get(Envelope.mailbox(envelope)), envelope);
  }

  @Override
  public Mailbox open(String name, Handler handler) {
    boolean isFree = here.putIfAbsent(name, handler) == null;
    if (isFree) {
      isFree = (Boolean) driver.askSync(Envelope.open(name, endpoint), Scala.<Object>tag());
      if (!isFree) {
        here.remove(name, handler);
      }
    }
    if (!isFree) {
      throw new IllegalStateException(
          "Cannot open mailbox " + name + ": the name is taken, expected one that is free");
    }
    return () -> {
      if (here.remove(name, handler)) {
        driver.send(Envelope.close(name));
      }
    };
  }

  @Override
  public CompletableFuture<byte[]> ask(String mailbox, byte[] message) {
    Object envelope = Envelope.message(mailbox, message);
    Handler own = here.get(mailbox);
    CompletableFuture<Object> reply =
        own == null ? Replies.ask(driver, envelope) : Envelope.handle(own, envelope);
    return reply
        .exceptionallyCompose(
            failure ->
                CompletableFuture.failedFuture(
                    new EngineException(
                        "Cannot ask mailbox " + mailbox + ": the driver does not reply", failure)))
        .thenApply(Envelope::reply);
  }

  @Override
  public void send(String mailbox, byte[] message) {
    Object envelope = Envelope.message(mailbox, message);
    Handler own = here.get(mailbox);
    if (own == null) {
      driver.send(envelope);
    } else {
      CompletableFuture<Object> unusedReply = Envelope.handle(own, envelope);
    }
  }
}
