package dev.sluice.kinesis;

import java.io.Serializable;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where the services are; null stands for those of the region. Immutable. */
record Endpoints(
    String region, @Nullable URI kinesis, @Nullable URI dynamoDb, @Nullable URI cloudWatch)
    implements Serializable {

  static final String REGION = "us-east-1";

  private static final Pattern OF_REGION = Pattern.compile("kinesis(?:-fips)?\\.([a-z0-9-]+)\\..*");

  /** Where Kinesis is, for messages. */
  String place() {
    return kinesis == null ? region : "%s at %s".formatted(region, kinesis);
  }

  /** A URL as a program gives it; a host alone is meant with https. */
  static URI url(String text) {
    URI url = parse(text.contains("://") ? text : "https://" + text, text);
    String scheme = url.getScheme().toLowerCase(Locale.ROOT);
    if (url.getHost() == null || !(scheme.equals("https") || scheme.equals("http"))) {
      throw wrong(text, null);
    }
    return url;
  }

  private static URI parse(String url, String given) {
    try {
      return URI.create(url);
    } catch (IllegalArgumentException e) {
      throw wrong(given, e);
    }
  }

  private static IllegalArgumentException wrong(String text, @Nullable Exception cause) {
    return new IllegalArgumentException(
        "Cannot create a Kinesis stream: the endpoint is no URL, found \"%s\", expected one like"
                .formatted(text)
            + " https://kinesis.us-east-1.amazonaws.com",
        cause);
  }

  /** The region that the host of an endpoint of AWS names, or else the default one. */
  static String regionOf(String endpoint) {
    Matcher host = OF_REGION.matcher(url(endpoint).getHost());
    return host.matches() ? host.group(1) : REGION;
  }
}
