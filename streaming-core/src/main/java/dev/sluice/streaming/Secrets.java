package dev.sluice.streaming;

import java.util.regex.Pattern;

/** Tells which values must not be shown. Immutable. */
final class Secrets {

  private static final Pattern SECRET_NAME =
      Pattern.compile(
          "secret|password|passwd|passphrase|token|credential|(access|api|private)[._-]?key|jaas",
          Pattern.CASE_INSENSITIVE);

  /** A user name and a password in a URL. */
  private static final Pattern URL_LOGIN = Pattern.compile("://[^/@\\s]*:[^/@\\s]*@");

  private Secrets() {}

  /** Returns {@code value}, or asterisks if the name of the key or the value itself is telling. */
  static String redact(String key, String value) {
    boolean secret = SECRET_NAME.matcher(key).find() || URL_LOGIN.matcher(value).find();
    return secret ? "******" : value;
  }
}
