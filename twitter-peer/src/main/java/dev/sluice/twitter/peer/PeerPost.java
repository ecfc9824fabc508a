package dev.sluice.twitter.peer;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A post. Immutable.
 *
 * @param id its id
 * @param text what it says
 * @param atMs when it was made, in milliseconds since 1970
 */
record PeerPost(long id, String text, long atMs) {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final Pattern TAG = Pattern.compile("#(\\w+)");
  private static final long AUTHOR = 42;
  private static final DateTimeFormatter OLD_DATE =
      DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss Z yyyy", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  /**
   * As version 2 sends it.
   *
   * @param rules those that it matches; none in a sample
   */
  String asV2(List<Rule> rules) {
    ObjectNode line = MAPPER.createObjectNode();
    String own = Long.toString(id);
    ObjectNode data = line.putObject("data");
    data.put("author_id", Long.toString(AUTHOR)).put("conversation_id", own);
    data.put("created_at", Instant.ofEpochMilli(atMs).toString());
    data.putArray("edit_history_tweet_ids").add(own);
    data.putObject("entities").set("hashtags", tags(true));
    data.put("id", own).put("lang", "en");
    data.putObject("public_metrics").put("impression_count", 7).put("like_count", 3);
    data.put("text", text);
    line.putObject("includes")
        .putArray("users")
        .addObject()
        .put("id", Long.toString(AUTHOR))
        .put("name", "Ann")
        .put("username", "ann");
    if (!rules.isEmpty()) {
      ArrayNode matching = line.putArray("matching_rules");
      rules.forEach(rule -> matching.addObject().put("id", rule.id()).put("tag", rule.tag()));
    }
    return line.toString();
  }

  /** As version 1.1 sends it. */
  String asV1() {
    ObjectNode status = MAPPER.createObjectNode();
    status.put("created_at", OLD_DATE.format(Instant.ofEpochMilli(atMs)));
    status.put("id", id).put("id_str", Long.toString(id)).put("text", text);
    status.put("truncated", false).put("lang", "en");
    status
        .putObject("user")
        .put("id", AUTHOR)
        .put("id_str", Long.toString(AUTHOR))
        .put("name", "Ann")
        .put("screen_name", "ann");
    ObjectNode entities = status.putObject("entities");
    entities.set("hashtags", tags(false));
    entities.putArray("urls");
    entities.putArray("user_mentions");
    entities.putArray("symbols");
    return status.toString();
  }

  private ArrayNode tags(boolean isOfVersion2) {
    ArrayNode tags = MAPPER.createArrayNode();
    for (MatchResult found : TAG.matcher(text).results().toList()) {
      ObjectNode tag = tags.addObject();
      if (isOfVersion2) {
        tag.put("start", found.start()).put("end", found.end()).put("tag", found.group(1));
      } else {
        tag.put("text", found.group(1)).putArray("indices").add(found.start()).add(found.end());
      }
    }
    return tags;
  }
}
