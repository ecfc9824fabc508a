package dev.sluice.kinesis;

import java.util.ArrayDeque;
import java.util.Deque;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** Makes what the clients ask for credentials, and closes it. Confined to one thread. */
final class CredentialsProviders implements AutoCloseable {
  private final Region region;
  private final Deque<SdkAutoCloseable> open = new ArrayDeque<>();

  CredentialsProviders(Region region) {
    this.region = region;
  }

  AwsCredentialsProvider of(KinesisCredentials credentials) {
    AccessKey key = credentials.key();
    AwsCredentialsProvider own = key == null ? defaultChain() : provider(key);
    KinesisCredentials.AssumedRole role = credentials.role();
    return role == null ? own : assuming(role, own);
  }

  private AwsCredentialsProvider defaultChain() {
    DefaultCredentialsProvider chain = DefaultCredentialsProvider.builder().build();
    open.push(chain);
    return chain;
  }

  private static AwsCredentialsProvider provider(AccessKey key) {
    return StaticCredentialsProvider.create(AwsBasicCredentials.create(key.id(), key.secret()));
  }

  private AwsCredentialsProvider assuming(
      KinesisCredentials.AssumedRole role, AwsCredentialsProvider own) {
    StsClient sts =
        StsClient.builder()
            .region(region)
            .credentialsProvider(own)
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
    open.push(sts);
    StsAssumeRoleCredentialsProvider provider =
        StsAssumeRoleCredentialsProvider.builder()
            .stsClient(sts)
            .refreshRequest(request(role))
            .build();
    open.push(provider);
    return provider;
  }

  private static AssumeRoleRequest request(KinesisCredentials.AssumedRole role) {
    AssumeRoleRequest.Builder request =
        AssumeRoleRequest.builder().roleArn(role.arn()).roleSessionName(role.sessionName());
    if (!role.externalId().isEmpty()) {
      request.externalId(role.externalId());
    }
    return request.build();
  }

  @Override
  public void close() {
    while (!open.isEmpty()) {
      open.pop().close();
    }
  }
}
