package dev.sluice.twitter;

import java.io.IOException;
import java.io.Serializable;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import twitter4j.HttpParameter;
import twitter4j.HttpRequest;
import twitter4j.RequestMethod;
import twitter4j.auth.Authorization;
import twitter4j.auth.OAuth2Authorization;

/** What a request proves with whom it is from. Immutable. No text of these shows a secret. */
sealed interface Credentials extends Serializable {
  /** What is before the token in a header. */
  String SCHEME = "Bearer ";

  /**
   * The value of the header {@code Authorization}.
   *
   * @param url of the request, without parameters
   * @param parameters those of the form, or of the query
   * @throws IOException if the credentials cannot be read now
   */
  String header(String method, String url, HttpParameter[] parameters) throws IOException;

  /** A token as the service's portal shows it. */
  static Credentials bearer(String token) {
    return new Bearer(checked(token, "the given one"));
  }

  /** A token in the environment of this process. */
  static Credentials fromEnvironment(String variable) {
    return new Bearer(
        checked(System.getenv(variable), "the environment variable %s".formatted(variable)));
  }

  /** A token in a system property of this process. */
  static Credentials fromProperty(String key) {
    return new Bearer(checked(System.getProperty(key), "the system property %s".formatted(key)));
  }

  /** A token in a file, which is read for each connection where the receiver runs. */
  static Credentials inFile(Path file) {
    return new InFile(file.toAbsolutePath().toString());
  }

  /** What Twitter4J makes of them. */
  static Credentials of(Authorization authorization) {
    if (!authorization.isEnabled()) {
      throw new IllegalArgumentException(
          "Cannot use an authorization of Twitter4J: found one without keys or token, expected one"
              + " with (getOAuth2Token gets a token by keys)");
    }
    if (authorization instanceof OAuth2Authorization withToken) {
      return bearer(tokenOf(withToken));
    }
    return new Signed(authorization);
  }

  /** Twitter4J gives a token away only as it would send it, encoded once more. */
  private static String tokenOf(OAuth2Authorization authorization) {
    String header = authorization.getAuthorizationHeader(null);
    return URLDecoder.decode(header.substring(SCHEME.length()), StandardCharsets.UTF_8);
  }

  private static String checked(@Nullable String token, String where) {
    if (token == null || token.isBlank()) {
      throw new IllegalArgumentException(
          "Cannot use a bearer token: found none or an empty one, expected %s".formatted(where));
    }
    String stripped = token.strip();
    if (!stripped.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new IllegalArgumentException(
          "Cannot use a bearer token: found characters that no header can have, expected printable"
              + " ones of ASCII from "
              + where);
    }
    return stripped;
  }

  /** A bearer token. */
  record Bearer(String token) implements Credentials {
    @Override
    public String header(String method, String url, HttpParameter[] parameters) {
      return SCHEME + token;
    }

    @Override
    public String toString() {
      return "a bearer token";
    }
  }

  /** A file with a bearer token. */
  record InFile(String file) implements Credentials {
    @Override
    public String header(String method, String url, HttpParameter[] parameters) throws IOException {
      return SCHEME + checked(Files.readString(Path.of(file)), "the file " + file);
    }
  }

  /** Keys with which each request is signed. */
  record Signed(Authorization authorization) implements Credentials {
    @Override
    public String header(String method, String url, HttpParameter[] parameters) {
      return authorization.getAuthorizationHeader(
          new HttpRequest(RequestMethod.valueOf(method), url, parameters, authorization, Map.of()));
    }

    @Override
    public String toString() {
      return "keys of version 1.1";
    }
  }
}
