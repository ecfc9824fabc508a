package dev.sluice.spark;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.spark.rpc.RpcCallContext;
import org.apache.spark.rpc.RpcEnv;
import org.apache.spark.rpc.ThreadSafeRpcEndpoint;
import scala.PartialFunction;
import scala.runtime.AbstractPartialFunction;
import scala.runtime.BoxedUnit;

/**
 * An endpoint of Spark that hands messages to a function, one at a time.
 *
 * @param rpcEnv where it is
 * @param receiver answers messages, not necessarily at once
 */
record ControlEndpoint(RpcEnv rpcEnv, Function<Object, CompletableFuture<Object>> receiver)
    implements ThreadSafeRpcEndpoint {
  @Override
  public PartialFunction<Object, BoxedUnit> receive() {
    return new Handling(
        message -> {
          CompletableFuture<Object> unusedReply = receiver.apply(message);
        });
  }

  @Override
  public PartialFunction<Object, BoxedUnit> receiveAndReply(RpcCallContext call) {
    return new Handling(
        message -> {
          CompletableFuture<Object> unusedReply =
              receiver.apply(message).whenComplete((reply, failure) -> reply(call, reply, failure));
        });
  }

  private static void reply(RpcCallContext call, Object reply, Throwable failure) {
    call.reply(failure == null ? reply : String.valueOf(failure));
  }

  /** A function of all messages. */
  private static final class Handling extends AbstractPartialFunction<Object, BoxedUnit> {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // it stays here
    private final java.util.function.Consumer<Object> action;

    Handling(java.util.function.Consumer<Object> action) {
      this.action = action;
    }

    @Override
    public boolean isDefinedAt(Object message) {
      return true;
    }

    @Override
    public <A, B> B applyOrElse(A message, scala.Function1<A, B> otherwise) {
      action.accept(message);
      @SuppressWarnings("unchecked") // it answers with nothing
      B nothing = (B) BoxedUnit.UNIT;
      return nothing;
    }
  }
}
