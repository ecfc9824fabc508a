package dev.sluice.kinesis.peer;

import com.sun.net.httpserver.Headers;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Who may call: the holder of one access key, and who has assumed a role with it. Stateless. */
final class Access {
  /** The access key that is let in; signatures are not checked. */
  static final String KEY = "PEERACCESSKEY";

  private static final String ASSUMED_KEY = "PEERASSUMEDKEY";
  private static final String TOKEN = "peer-session-token";
  private static final Pattern CREDENTIAL = Pattern.compile("Credential=([^/]+)/");

  private Access() {}

  /** Refuses a call of somebody else. */
  static void check(Headers headers) {
    String key = keyOf(headers);
    boolean isAssumed =
        ASSUMED_KEY.equals(key) && TOKEN.equals(headers.getFirst("X-Amz-Security-Token"));
    if (!KEY.equals(key) && !isAssumed) {
      throw new RefusedCall(
          "UnrecognizedClientException", "The security token included in the request is invalid.");
    }
  }

  private static @Nullable String keyOf(Headers headers) {
    String authorization = headers.getFirst("Authorization");
    Matcher credential = CREDENTIAL.matcher(authorization == null ? "" : authorization);
    return credential.find() ? credential.group(1) : null;
  }

  /** The answer of the token service to the form of a call, which has to be by the access key. */
  static String assume(Headers headers, String form) {
    if (!KEY.equals(keyOf(headers))) {
      throw new RefusedCall("InvalidClientTokenId", "The security token is invalid.");
    }
    Map<String, String> fields = fields(form);
    return """
        <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult>
        <AssumedRoleUser><Arn>%s/%s</Arn><AssumedRoleId>ROLE:session</AssumedRoleId></AssumedRoleUser>
        <Credentials><AccessKeyId>%s</AccessKeyId><SecretAccessKey>assumed</SecretAccessKey>
        <SessionToken>%s</SessionToken><Expiration>2100-01-01T00:00:00Z</Expiration></Credentials>
        </AssumeRoleResult></AssumeRoleResponse>
        """
        .formatted(fields.get("RoleArn"), fields.get("RoleSessionName"), ASSUMED_KEY, TOKEN);
  }

  /** The fields of a form or a query. */
  static Map<String, String> fields(String form) {
    return Arrays.stream(form.split("&"))
        .map(field -> field.split("=", 2))
        .filter(field -> field.length == 2)
        .collect(
            Collectors.toMap(
                field -> field[0], field -> URLDecoder.decode(field[1], StandardCharsets.UTF_8)));
  }
}
