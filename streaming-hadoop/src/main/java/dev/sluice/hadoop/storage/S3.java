package dev.sluice.hadoop.storage;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.apache.hadoop.fs.s3a.S3AFileSystem;
import org.apache.hadoop.fs.s3a.api.RequestFactory;
import org.apache.hadoop.fs.s3a.impl.PutObjectOptions;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The calls of S3 that a storage is made of, by the client of Hadoop's S3A: its settings say where
 * and how. A call that got no answer is made again by that client. Thread-safe: the client is.
 */
class S3 {
  private static final String WRITE = "sluice-write";
  private static final String PAGE = "fs.s3a.paging.maximum";
  private static final int PAGE_OBJECTS = 1000;
  private static final int MOST_DELETED = 250;
  private static final int MOST_TRIES = 20;
  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;
  private static final int PRECONDITION_FAILED = 412;

  private final HadoopFiles files;

  S3(HadoopFiles files) {
    this.files = files;
  }

  /**
   * An object.
   *
   * @param etag changes with the content
   */
  record Stored(String key, long bytes, String etag) {}

  /**
   * A small object of text as a whole.
   *
   * @param modified when it was written, by the clock of S3
   * @param now the time of the answer, by the same clock
   */
  record Text(String text, Instant modified, Instant now) {}

  private S3AFileSystem system() throws IOException {
    return (S3AFileSystem) files.hadoop();
  }

  private S3Client client() throws IOException {
    return system().getS3AInternals().getAmazonS3Client("sluice");
  }

  private RequestFactory requests() throws IOException {
    return system().getRequestFactory();
  }

  static String random() {
    return Long.toHexString(ThreadLocalRandom.current().nextLong());
  }

  /** Makes an object where there is none; false if there is one. */
  boolean make(String key, RequestBody body) throws IOException {
    return put(key, body, request -> request.ifNoneMatch("*"));
  }

  /** Puts an object in the place of one; false if that is not there any more. */
  boolean replace(String key, RequestBody body, String etag) throws IOException {
    return put(key, body, request -> request.ifMatch(etag));
  }

  /** Makes or replaces an object that only this process writes. */
  void put(String key, RequestBody body) throws IOException {
    if (!put(key, body, request -> request)) {
      throw new IOException("S3 refused to write " + key + " for a condition, expected none");
    }
  }

  /** What a write demands. */
  @FunctionalInterface
  private interface Condition {
    PutObjectRequest.Builder on(PutObjectRequest.Builder request);
  }

  private boolean put(String key, RequestBody body, Condition condition) throws IOException {
    String write = random();
    PutObjectRequest request =
        condition
            .on(
                requests()
                    .newPutObjectRequestBuilder(
                        key,
                        PutObjectOptions.defaultOptions(),
                        body.optionalContentLength().orElse(-1L),
                        false))
            .metadata(Map.of(WRITE, write))
            .build();
    for (int tries = 1; ; tries++) {
      try {
        client().putObject(request, body);
        return true;
      } catch (S3Exception refusal) {
        if (refusal.statusCode() == PRECONDITION_FAILED || refusal.statusCode() == NOT_FOUND) {
          return isOf(key, write, refusal);
        }
        // Two writes at once, of which S3 asks one to come again.
        if (refusal.statusCode() != CONFLICT || tries == MOST_TRIES) {
          throw failure(refusal);
        }
      } catch (SdkException failure) {
        throw failure(failure);
      }
    }
  }

  /** A write whose answer was lost is refused when it is made again. */
  private boolean isOf(String key, String write, S3Exception refusal) throws IOException {
    if (refusal.statusCode() == NOT_FOUND && isMissingBucket(refusal)) {
      throw failure(refusal);
    }
    Optional<HeadObjectResponse> found = headers(key);
    return found.map(head -> write.equals(head.metadata().get(WRITE))).orElse(false);
  }

  private static boolean isMissingBucket(S3Exception refusal) {
    return refusal.awsErrorDetails() != null
        && "NoSuchBucket".equals(refusal.awsErrorDetails().errorCode());
  }

  Optional<Stored> head(String key) throws IOException {
    return headers(key).map(head -> new Stored(key, head.contentLength(), head.eTag()));
  }

  private Optional<HeadObjectResponse> headers(String key) throws IOException {
    S3Client client = client();
    RequestFactory requests = requests();
    return found(() -> client.headObject(requests.newHeadObjectRequestBuilder(key).build()));
  }

  /** A whole object, which is UTF-8. */
  Optional<Text> text(String key) throws IOException {
    S3Client client = client();
    RequestFactory requests = requests();
    Optional<ResponseBytes<GetObjectResponse>> found =
        found(() -> client.getObjectAsBytes(requests.newGetObjectRequestBuilder(key).build()));
    if (found.isEmpty()) {
      return Optional.empty();
    }
    GetObjectResponse head = found.get().response();
    return Optional.of(new Text(found.get().asUtf8String(), head.lastModified(), S3Time.of(head)));
  }

  /** A part of an object; empty if that is there no more. */
  Optional<byte[]> get(Stored object, long offset, int length) throws IOException {
    S3Client client = client();
    RequestFactory requests = requests();
    return found(
            () ->
                client.getObjectAsBytes(
                    requests
                        .newGetObjectRequestBuilder(object.key())
                        .ifMatch(object.etag())
                        .range("bytes=" + offset + "-" + (offset + length - 1))
                        .build()))
        .map(ResponseBytes::asByteArrayUnsafe);
  }

  /** The objects whose keys begin so, sorted, behind a key; without those that have a / there. */
  List<Stored> listDirectory(String prefix) throws IOException {
    return list(prefix, "/", "", Integer.MAX_VALUE);
  }

  /** All objects whose keys begin so and are behind a key, sorted. */
  List<Stored> list(String prefix, String after) throws IOException {
    return list(prefix, null, after, Integer.MAX_VALUE);
  }

  /** Whether there are objects whose keys begin so and are behind a key. */
  boolean any(String prefix, String after) throws IOException {
    return !list(prefix, null, after, 1).isEmpty();
  }

  private List<Stored> list(String prefix, @Nullable String delimiter, String after, int most)
      throws IOException {
    S3Client client = client();
    int page = Math.min(most, files.configuration().getInt(PAGE, PAGE_OBJECTS));
    ListObjectsV2Request.Builder request =
        requests().newListObjectsV2RequestBuilder(prefix, delimiter, page);
    if (!after.isEmpty()) {
      request.startAfter(after);
    }
    List<Stored> found = new ArrayList<>();
    try {
      while (true) {
        ListObjectsV2Response answer = client.listObjectsV2(request.build());
        answer
            .contents()
            .forEach(each -> found.add(new Stored(each.key(), each.size(), each.eTag())));
        if (!Boolean.TRUE.equals(answer.isTruncated()) || found.size() >= most) {
          return found;
        }
        request.continuationToken(answer.nextContinuationToken());
      }
    } catch (SdkException failure) {
      throw failure(failure);
    }
  }

  /** Deletes an object, if it is there. */
  void delete(String key) throws IOException {
    try {
      client().deleteObject(requests().newDeleteObjectRequestBuilder(key).build());
    } catch (SdkException failure) {
      throw failure(failure);
    }
  }

  /** Deletes objects in any order. */
  void delete(List<String> keys) throws IOException {
    for (int from = 0; from < keys.size(); from += MOST_DELETED) {
      List<ObjectIdentifier> some =
          keys.subList(from, Math.min(keys.size(), from + MOST_DELETED)).stream()
              .map(key -> ObjectIdentifier.builder().key(key).build())
              .toList();
      DeleteObjectsResponse answer;
      try {
        answer = client().deleteObjects(requests().newBulkDeleteRequestBuilder(some).build());
      } catch (SdkException failure) {
        throw failure(failure);
      }
      if (!answer.errors().isEmpty()) {
        throw new IOException(
            "S3 did not delete %d of %d objects, the first %s: %s"
                .formatted(
                    answer.errors().size(),
                    some.size(),
                    answer.errors().get(0).key(),
                    answer.errors().get(0).message()));
      }
    }
  }

  private static <T> Optional<T> found(Supplier<T> call) throws IOException {
    try {
      return Optional.of(call.get());
    } catch (S3Exception refusal) {
      boolean gone =
          refusal.statusCode() == PRECONDITION_FAILED || refusal.statusCode() == NOT_FOUND;
      if (gone && !isMissingBucket(refusal)) {
        return Optional.empty();
      }
      throw failure(refusal);
    } catch (SdkException failure) {
      throw failure(failure);
    }
  }

  private static IOException failure(SdkException failure) {
    if (failure instanceof AbortedException) {
      Thread.currentThread().interrupt();
      IOException interrupted = new InterruptedIOException("interrupted");
      interrupted.initCause(failure);
      return interrupted;
    }
    return new IOException("S3: " + failure.getMessage(), failure);
  }
}
