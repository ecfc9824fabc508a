package dev.sluice.ui.web;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Who may read. A server on a loopback address answers only to names of it, so that no page of
 * another site can reach it by a name of its own (DNS rebinding). Where there is a token, whoever
 * reads data sends it, or a cookie that follows from it. Immutable.
 */
final class Access {
  private static final String BEARER = "bearer ";
  private static final Pattern LOOPBACK =
      Pattern.compile(
          "(localhost|127(\\.\\d{1,3}){3}|\\[::1]|\\[0:0:0:0:0:0:0:1])(:\\d{1,5})?",
          Pattern.CASE_INSENSITIVE);

  private final boolean loopback;
  private final Optional<String> token;

  /**
   * Access to a server.
   *
   * @param loopback whether only this machine reaches it
   * @param token what whoever reads has to know
   */
  Access(boolean loopback, Optional<String> token) {
    this.loopback = loopback;
    this.token = token;
  }

  /** Whether a token is wanted. */
  boolean wantsToken() {
    return token.isPresent();
  }

  /** Whether a request means this server. */
  boolean isHostAllowed(@Nullable String host) {
    return !loopback || (host != null && LOOPBACK.matcher(host).matches());
  }

  /** Whether a header {@code Authorization} has the token. */
  boolean isTokenRight(@Nullable String authorization) {
    if (authorization == null
        || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return false;
    }
    String sent = authorization.substring(BEARER.length()).strip();
    return token.map(right -> isSame(sent, right)).orElse(false);
  }

  /** Whether a cookie was given for the token. */
  boolean isCookieRight(String value) {
    return token.map(right -> isSame(value, cookie(right))).orElse(false);
  }

  /** What a cookie holds instead of the token. */
  Optional<String> cookie() {
    return token.map(Access::cookie);
  }

  private static String cookie(String token) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of()
          .formatHex(mac.doFinal("streaming-ui session".getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Cannot make a cookie: HmacSHA256 is missing", e);
    }
  }

  /** Compares in a time that says nothing of where texts differ. */
  private static boolean isSame(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }
}
