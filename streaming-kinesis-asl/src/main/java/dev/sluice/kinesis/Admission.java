package dev.sluice.kinesis;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/**
 * Asks the services whether a receiver may read, so that it is reported what is wrong: the client
 * library would log it and try for ever. Stateless.
 */
final class Admission {
  private static final long PATIENCE_S = 20;
  private static final int CLIENT_ERRORS = 400;
  private static final int SERVER_ERRORS = 500;

  private Admission() {}

  /**
   * Returns if the stream and the table of leases can be reached; there need be no table yet.
   *
   * @throws RefusedException if a service refuses that
   * @throws ExecutionException if one cannot be reached
   */
  static void check(AwsClients clients, KinesisSettings settings)
      throws RefusedException, ExecutionException, TimeoutException, InterruptedException {
    String from =
        "the Kinesis stream %s in %s".formatted(settings.stream(), settings.endpoints().place());
    try {
      await(
          clients.kinesis().describeStreamSummary(ask -> ask.streamName(settings.stream())), from);
      await(
          clients.dynamoDb().describeTable(ask -> ask.tableName(settings.application())),
          "%s: its table of leases, %s".formatted(from, settings.application()));
    } catch (RefusedException refused) {
      if (!(refused.getCause() instanceof ResourceNotFoundException)) {
        throw refused;
      }
    }
  }

  private static void await(CompletableFuture<?> answer, String from)
      throws RefusedException, ExecutionException, TimeoutException, InterruptedException {
    try {
      answer.get(PATIENCE_S, TimeUnit.SECONDS);
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof AwsServiceException refused && isFinal(refused)) {
        throw new RefusedException(
            "Cannot receive from %s: found the answer %s, expected access"
                .formatted(from, refused.awsErrorDetails().errorCode()),
            refused);
      }
      throw failure;
    }
  }

  private static boolean isFinal(AwsServiceException answer) {
    return answer.statusCode() >= CLIENT_ERRORS
        && answer.statusCode() < SERVER_ERRORS
        && !answer.isThrottlingException()
        && !answer.isClockSkewException()
        && !isLimit(answer);
  }

  private static boolean isLimit(AwsServiceException answer) {
    return answer.awsErrorDetails() == null
        || answer.awsErrorDetails().errorCode().startsWith("LimitExceeded");
  }
}
