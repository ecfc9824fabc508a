package dev.sluice.twitter.peer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The rules of the application and their endpoint. Thread-safe: guarded by its monitor. */
final class Rules {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final int PAGE = 2;

  private final Map<String, Rule> byId = new TreeMap<>();
  private long lastId = 1_784_567_890_123_456_000L;

  synchronized List<Rule> all() {
    return new ArrayList<>(byId.values());
  }

  /** Those that a text matches. */
  synchronized List<Rule> matching(String text) {
    return byId.values().stream().filter(rule -> rule.matches(text)).toList();
  }

  /** A page of them, a small one so that there are several. */
  synchronized Answer list(Request request) {
    int from = request.number("pagination_token", 0);
    ObjectNode answer = MAPPER.createObjectNode();
    List<Rule> page = all().stream().skip(from).limit(PAGE).toList();
    if (!page.isEmpty()) {
      ArrayNode data = answer.putArray("data");
      page.forEach(rule -> put(rule, data.addObject()));
    }
    ObjectNode meta = answer.putObject("meta");
    meta.put("sent", Instant.now().toString()).put("result_count", page.size());
    if (from + PAGE < byId.size()) {
      meta.put("next_token", Integer.toString(from + PAGE));
    }
    return Answer.ok(answer.toString());
  }

  private static void put(Rule rule, ObjectNode node) {
    node.put("id", rule.id()).put("value", rule.value());
    if (!rule.tag().isEmpty()) {
      node.put("tag", rule.tag());
    }
  }

  /** Adds and deletes. */
  synchronized Answer change(Request request) throws JsonProcessingException {
    JsonNode asked = MAPPER.readTree(request.body());
    ObjectNode answer = MAPPER.createObjectNode();
    ObjectNode summary = answer.putObject("meta").putObject("summary");
    if (asked.has("delete")) {
      int deleted = 0;
      for (JsonNode id : asked.path("delete").path("ids")) {
        deleted += byId.remove(id.asText()) == null ? 0 : 1;
      }
      summary.put("deleted", deleted);
      return Answer.ok(answer.toString());
    }
    int created = 0;
    for (JsonNode rule : asked.path("add")) {
      created += add(rule.path("value").asText(), rule.path("tag").asText(), answer) ? 1 : 0;
    }
    summary.put("created", created).put("not_created", asked.path("add").size() - created);
    return new Answer(201, Map.of(), answer.toString());
  }

  private boolean add(String value, String tag, ObjectNode answer) {
    for (Rule known : byId.values()) {
      if (known.value().equals(value)) {
        answer
            .withArray("errors")
            .addObject()
            .put("value", value)
            .put("id", known.id())
            .put("title", "DuplicateRule");
        return false;
      }
    }
    if (!Rule.isValid(value)) {
      answer
          .withArray("errors")
          .addObject()
          .put("value", value)
          .put("title", "UnprocessableEntity")
          .putArray("details")
          .add("Rules must contain at least one positive, non-stopword clause");
      return false;
    }
    lastId++;
    Rule rule = new Rule(Long.toString(lastId), value, tag);
    byId.put(rule.id(), rule);
    put(rule, answer.withArray("data").addObject());
    return true;
  }
}
