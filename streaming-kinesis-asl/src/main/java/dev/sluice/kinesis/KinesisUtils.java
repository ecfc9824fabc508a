package dev.sluice.kinesis;

import dev.sluice.dstream.InputDStream;
import dev.sluice.function.Function;
import dev.sluice.rdd.StorageLevel;
import dev.sluice.streaming.StreamingContext;
import java.time.Duration;
import software.amazon.kinesis.common.InitialPositionInStream;
import software.amazon.kinesis.retrieval.KinesisClientRecord;

/**
 * Streams from Kinesis as programs made them before there was {@link KinesisInputDStream#builder},
 * which can do more and which these forms call. {@code AT_TIMESTAMP} is an {@link
 * UnsupportedOperationException} in all of them.
 */
public final class KinesisUtils {
  private KinesisUtils() {}

  /**
   * The bytes of each record; the application has the name of the program, the region is that of
   * the endpoint.
   *
   * @throws IllegalArgumentException if something is missing or wrong
   */
  public static InputDStream<byte[]> createStream(
      StreamingContext context,
      String streamName,
      String endpointUrl,
      Duration checkpointInterval,
      InitialPositionInStream initialPosition,
      StorageLevel level) {
    return createStream(
        context,
        context.conf().get("streaming.appName").orElse(""),
        streamName,
        endpointUrl,
        Endpoints.regionOf(endpointUrl),
        initialPosition,
        checkpointInterval,
        level);
  }

  /**
   * The bytes of each record, with credentials of the default chain of the AWS SDK.
   *
   * @param application of the table of leases and checkpoints
   * @throws IllegalArgumentException if something is missing or wrong
   */
  public static InputDStream<byte[]> createStream(
      StreamingContext context,
      String application,
      String streamName,
      String endpointUrl,
      String regionName,
      InitialPositionInStream initialPosition,
      Duration checkpointInterval,
      StorageLevel level) {
    return builder(
            context,
            application,
            streamName,
            endpointUrl,
            regionName,
            initialPosition,
            checkpointInterval,
            level)
        .build();
  }

  /** The same with an access key. */
  public static InputDStream<byte[]> createStream(
      StreamingContext context,
      String application,
      String streamName,
      String endpointUrl,
      String regionName,
      InitialPositionInStream initialPosition,
      Duration checkpointInterval,
      StorageLevel level,
      String awsAccessKeyId,
      String awsSecretKey) {
    return builder(
            context,
            application,
            streamName,
            endpointUrl,
            regionName,
            initialPosition,
            checkpointInterval,
            level)
        .kinesisCredentials(key(awsAccessKeyId, awsSecretKey).build())
        .build();
  }

  /**
   * What a function makes of each record, with credentials of the default chain of the AWS SDK.
   *
   * @param type of what the function returns
   * @throws IllegalArgumentException if something is missing or wrong
   */
  public static <T> InputDStream<T> createStream(
      StreamingContext context,
      String application,
      String streamName,
      String endpointUrl,
      String regionName,
      InitialPositionInStream initialPosition,
      Duration checkpointInterval,
      StorageLevel level,
      Function<KinesisClientRecord, T> messageHandler,
      Class<T> type) {
    return builder(
            context,
            application,
            streamName,
            endpointUrl,
            regionName,
            initialPosition,
            checkpointInterval,
            level)
        .buildWithMessageHandler(messageHandler);
  }

  /** The same with an access key. */
  public static <T> InputDStream<T> createStream(
      StreamingContext context,
      String application,
      String streamName,
      String endpointUrl,
      String regionName,
      InitialPositionInStream initialPosition,
      Duration checkpointInterval,
      StorageLevel level,
      Function<KinesisClientRecord, T> messageHandler,
      Class<T> type,
      String awsAccessKeyId,
      String awsSecretKey) {
    return builder(
            context,
            application,
            streamName,
            endpointUrl,
            regionName,
            initialPosition,
            checkpointInterval,
            level)
        .kinesisCredentials(key(awsAccessKeyId, awsSecretKey).build())
        .buildWithMessageHandler(messageHandler);
  }

  /** The same with a role that is assumed by what the default chain of the AWS SDK finds. */
  public static <T> InputDStream<T> createStream(
      StreamingContext context,
      String application,
      String streamName,
      String endpointUrl,
      String regionName,
      InitialPositionInStream initialPosition,
      Duration checkpointInterval,
      StorageLevel level,
      Function<KinesisClientRecord, T> messageHandler,
      Class<T> type,
      String stsAssumeRoleArn,
      String stsSessionName,
      String stsExternalId) {
    return builder(
            context,
            application,
            streamName,
            endpointUrl,
            regionName,
            initialPosition,
            checkpointInterval,
            level)
        .kinesisCredentials(
            KinesisCredentials.builder()
                .stsCredentials(stsAssumeRoleArn, stsSessionName, stsExternalId)
                .build())
        .buildWithMessageHandler(messageHandler);
  }

  private static KinesisCredentials.Builder key(String id, String secret) {
    return KinesisCredentials.builder().basicCredentials(id, secret);
  }

  private static KinesisInputDStream.Builder builder(
      StreamingContext context,
      String application,
      String streamName,
      String endpointUrl,
      String regionName,
      InitialPositionInStream initialPosition,
      Duration checkpointInterval,
      StorageLevel level) {
    return KinesisInputDStream.builder()
        .streamingContext(context)
        .checkpointAppName(application)
        .streamName(streamName)
        .endpointUrl(endpointUrl)
        .regionName(regionName)
        .initialPositionInStream(initialPosition)
        .checkpointInterval(checkpointInterval)
        .storageLevel(level);
  }
}
