package dev.sluice.spark;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.apache.spark.rpc.RpcEndpointRef;
import scala.concurrent.ExecutionContext;
import scala.concurrent.Future;
import scala.runtime.AbstractFunction1;
import scala.runtime.BoxedUnit;
import scala.util.Try;

/** Scala's futures as the JDK's. */
final class Replies {
  private static final ExecutionContext AT_ONCE =
      ExecutionContext.fromExecutor((Executor) Runnable::run);

  private Replies() {}

  /** Asks an endpoint. */
  static CompletableFuture<Object> ask(RpcEndpointRef endpoint, Object message) {
    return of(endpoint.<Object>ask(message, Scala.<Object>tag()));
  }

  static <T> CompletableFuture<T> of(Future<T> future) {
    CompletableFuture<T> completed = new CompletableFuture<>();
    future.onComplete(new Completing<>(completed), AT_ONCE);
    return completed;
  }

  private static final class Completing<T> extends AbstractFunction1<Try<T>, BoxedUnit> {
    private final CompletableFuture<T> target;

    Completing(CompletableFuture<T> target) {
      this.target = target;
    }

    @Override
    public BoxedUnit apply(Try<T> result) {
      if (result.isSuccess()) {
        target.complete(result.get());
      } else {
        target.completeExceptionally(result.failed().get());
      }
      return BoxedUnit.UNIT;
    }
  }
}
