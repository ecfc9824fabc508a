package dev.sluice.hadoop.storage;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import software.amazon.awssdk.core.SdkResponse;

/** The clock of S3, which is in each of its answers. Stateless. */
final class S3Time {
  private S3Time() {}

  /** When an answer was given. */
  static Instant of(SdkResponse answer) throws IOException {
    String date =
        answer
            .sdkHttpResponse()
            .firstMatchingHeader("Date")
            .orElseThrow(() -> new IOException("an answer of S3 has no Date, expected one"));
    try {
      return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    } catch (DateTimeException e) {
      throw new IOException("an answer of S3 has an unknown Date: found " + date, e);
    }
  }
}
