package dev.sluice.twitter;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Map;
import java.util.TreeMap;
import twitter4j.HttpParameter;

/** Makes the requests that the options ask for. Immutable. */
final class Requests {
  private static final String POST_FIELDS =
      "attachments,author_id,context_annotations,conversation_id,created_at,edit_history_tweet_ids,"
          + "entities,geo,in_reply_to_user_id,lang,note_tweet,possibly_sensitive,public_metrics,"
          + "referenced_tweets,source,withheld";
  private static final String EXPANSIONS =
      "attachments.media_keys,author_id,entities.mentions.username,geo.place_id,"
          + "in_reply_to_user_id,referenced_tweets.id,referenced_tweets.id.author_id";
  private static final String USER_FIELDS =
      "created_at,description,id,location,name,profile_image_url,protected,public_metrics,url,"
          + "username,verified";
  private static final String MEDIA_FIELDS =
      "alt_text,duration_ms,height,media_key,preview_image_url,type,url,variants,width";
  private static final String PLACE_FIELDS =
      "country,country_code,full_name,geo,id,name,place_type";
  private static final String RULES = "/2/tweets/search/stream/rules";

  private final TwitterOptions options;

  Requests(TwitterOptions options) {
    this.options = options;
  }

  /**
   * For the stream.
   *
   * @param backfillMinutes how much of what was missed to send first; 0 for none
   */
  HttpRequest stream(int backfillMinutes) throws IOException {
    if (options.kind() instanceof StreamKind.V2 v2) {
      Map<String, String> query = new TreeMap<>(fields());
      query.putAll(options.wanted().parameters());
      if (backfillMinutes > 0) {
        query.put("backfill_minutes", Integer.toString(backfillMinutes));
      }
      return encoded(get(v2.path(), query));
    }
    return encoded(options.wanted().filter().isEmpty() ? sample() : filter());
  }

  private static Map<String, String> fields() {
    return Map.of(
        "tweet.fields", POST_FIELDS,
        "expansions", EXPANSIONS,
        "user.fields", USER_FIELDS,
        "media.fields", MEDIA_FIELDS,
        "place.fields", PLACE_FIELDS);
  }

  private HttpRequest.Builder sample() throws IOException {
    Map<String, String> query = new TreeMap<>(options.wanted().parameters());
    query.putIfAbsent("stall_warnings", "true");
    return get("/statuses/sample.json", query);
  }

  private HttpRequest.Builder filter() throws IOException {
    Map<String, String> form = new TreeMap<>(options.wanted().filter());
    form.putAll(options.wanted().parameters());
    form.putIfAbsent("stall_warnings", "true");
    String url = options.baseUrl() + "/statuses/filter.json";
    HttpParameter[] parameters = parameters(form);
    return to(url, options.credentials().header("POST", url, parameters))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(HttpRequest.BodyPublishers.ofString(HttpParameter.encodeParameters(parameters)));
  }

  /**
   * For a page of the application's rules.
   *
   * @param token of the page; empty for the first
   */
  HttpRequest rules(String token) throws IOException {
    return get(RULES, token.isEmpty() ? Map.of() : Map.of("pagination_token", token)).build();
  }

  /** To change the application's rules. */
  HttpRequest changeRules(String json) throws IOException {
    String url = options.baseUrl() + RULES;
    return to(url, options.credentials().header("POST", url, new HttpParameter[0]))
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(json))
        .build();
  }

  private HttpRequest.Builder get(String path, Map<String, String> query) throws IOException {
    String url = options.baseUrl() + path;
    HttpParameter[] parameters = parameters(query);
    String encoded = HttpParameter.encodeParameters(parameters);
    return to(
        encoded.isEmpty() ? url : url + "?" + encoded,
        options.credentials().header("GET", url, parameters));
  }

  private HttpRequest.Builder to(String url, String authorization) {
    return HttpRequest.newBuilder(URI.create(url))
        .timeout(options.manner().stallTimeout())
        .header("Authorization", authorization)
        .header("User-Agent", "sluice-streaming-twitter");
  }

  private HttpRequest encoded(HttpRequest.Builder request) {
    return options.manner().compressed()
        ? request.header("Accept-Encoding", "gzip").build()
        : request.build();
  }

  private static HttpParameter[] parameters(Map<String, String> byName) {
    return byName.entrySet().stream()
        .map(entry -> new HttpParameter(entry.getKey(), entry.getValue()))
        .toArray(HttpParameter[]::new);
  }
}
