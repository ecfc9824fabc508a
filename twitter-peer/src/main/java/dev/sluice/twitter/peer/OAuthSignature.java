package dev.sluice.twitter.peer;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Checks signatures of OAuth 1.0a, by HMAC-SHA1 (RFC 5849). */
final class OAuthSignature {
  private static final String SCHEME = "OAuth ";

  private OAuthSignature() {}

  /** Whether a request is signed with the secrets. */
  static boolean isRight(Request request, String consumerSecret, String tokenSecret) {
    String header = request.header("authorization");
    if (!header.startsWith(SCHEME)) {
      return false;
    }
    Map<String, String> signed = new TreeMap<>();
    String signature = "";
    for (String pair : header.substring(SCHEME.length()).split(",")) {
      String[] parts = pair.strip().split("=", 2);
      String value = URLDecoder.decode(parts[1].replace("\"", ""), StandardCharsets.UTF_8);
      if (parts[0].equals("oauth_signature")) {
        signature = value;
      } else {
        signed.put(encoded(parts[0]), encoded(value));
      }
    }
    request.query().forEach((name, value) -> signed.put(encoded(name), encoded(value)));
    if (request.header("content-type").contains("form-urlencoded")) {
      Request.decoded(request.body())
          .forEach((name, value) -> signed.put(encoded(name), encoded(value)));
    }
    String base = base(request, signed);
    return signature.equals(hmac(base, encoded(consumerSecret) + "&" + encoded(tokenSecret)));
  }

  private static String base(Request request, Map<String, String> signed) {
    String parameters =
        signed.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .collect(Collectors.joining("&"));
    String url = "http://" + request.header("host") + request.path();
    return request.method() + "&" + encoded(url) + "&" + encoded(parameters);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }

  private static String hmac(String base, String key) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
      byte[] signature = mac.doFinal(base.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(signature);
    } catch (GeneralSecurityException failure) {
      throw new IllegalStateException("Cannot check a signature", failure);
    }
  }
}
