package dev.sluice.kinesis;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsAsyncClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.SdkEventLoopGroup;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;

/**
 * The clients of one attempt of a receiver, over one pool of connections. Closing them ends their
 * connections and threads. Immutable.
 *
 * @param kinesis reads
 * @param dynamoDb keeps leases and checkpoints
 * @param cloudWatch takes metrics
 * @param credentials of all three
 * @param http the connections
 * @param threads of the connections
 */
record AwsClients(
    KinesisAsyncClient kinesis,
    DynamoDbAsyncClient dynamoDb,
    CloudWatchAsyncClient cloudWatch,
    CredentialsProviders credentials,
    SdkAsyncHttpClient http,
    EventLoopGroup threads)
    implements AutoCloseable {
  private static final int THREADS = 2;
  private static final int MOST_CONNECTIONS = 500;
  private static final long END_MS = 5_000;

  /** Makes clients; they connect when they are used. */
  static AwsClients open(String name, KinesisSettings settings) {
    Endpoints endpoints = settings.endpoints();
    KinesisSettings.Access access = settings.access();
    Region region = Region.of(endpoints.region());
    EventLoopGroup threads = new NioEventLoopGroup(THREADS, new DefaultThreadFactory(name, true));
    SdkAsyncHttpClient http =
        NettyNioAsyncHttpClient.builder()
            .eventLoopGroup(SdkEventLoopGroup.create(threads))
            .protocol(Protocol.HTTP1_1)
            .maxConcurrency(MOST_CONNECTIONS)
            .build();
    CredentialsProviders credentials = new CredentialsProviders(region);
    return new AwsClients(
        build(
            KinesisAsyncClient.builder(),
            endpoints.kinesis(),
            region,
            http,
            credentials.of(access.kinesis())),
        build(
            DynamoDbAsyncClient.builder(),
            endpoints.dynamoDb(),
            region,
            http,
            credentials.of(access.dynamoDb())),
        build(
            CloudWatchAsyncClient.builder(),
            endpoints.cloudWatch(),
            region,
            http,
            credentials.of(access.cloudWatch())),
        credentials,
        http,
        threads);
  }

  private static <B extends AwsClientBuilder<B, C> & AwsAsyncClientBuilder<B, C>, C> C build(
      B builder,
      @Nullable URI endpoint,
      Region region,
      SdkAsyncHttpClient http,
      AwsCredentialsProvider credentials) {
    builder.region(region).credentialsProvider(credentials).httpClient(http);
    if (endpoint != null) {
      builder.endpointOverride(endpoint);
    }
    return builder.build();
  }

  @Override
  public void close() {
    try (credentials) {
      kinesis.close();
      dynamoDb.close();
      cloudWatch.close();
      http.close();
    } finally {
      boolean unused =
          threads.shutdownGracefully(0, END_MS, TimeUnit.MILLISECONDS).awaitUninterruptibly(END_MS);
    }
  }
}
