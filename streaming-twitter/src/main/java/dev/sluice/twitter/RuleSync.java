package dev.sluice.twitter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Sees to it that an application has the rules of a program: adds those that are missing with the
 * program's tag, deletes those with its tag that are not wanted any more, and leaves all others
 * alone. Immutable.
 */
final class RuleSync {
  private static final int MOST_PAGES = 100;

  private final Requests requests;
  private final String tag;
  private final Set<String> wanted;

  RuleSync(Requests requests, String tag, List<String> wanted) {
    this.requests = requests;
    this.tag = tag;
    this.wanted = new TreeSet<>(wanted);
  }

  /** A rule that the application has. */
  private record Known(String id, String value, String tag) {}

  /** Changes what has to be changed; asks only if nothing has. */
  void run(Exchange exchange) throws IOException, InterruptedException {
    List<Known> known = known(exchange);
    List<String> obsolete = new ArrayList<>();
    Set<String> missing = new TreeSet<>(wanted);
    for (Known rule : known) {
      missing.remove(rule.value());
      if (rule.tag().equals(tag) && !wanted.contains(rule.value())) {
        obsolete.add(rule.id());
      }
    }
    if (!obsolete.isEmpty()) {
      exchange.ask(requests.changeRules(deletion(obsolete)));
    }
    if (!missing.isEmpty()) {
      refuseErrors(exchange.ask(requests.changeRules(addition(missing))));
    }
  }

  private List<Known> known(Exchange exchange) throws IOException, InterruptedException {
    Map<String, Known> known = new LinkedHashMap<>();
    String token = "";
    for (int page = 0; page < MOST_PAGES; page++) {
      JsonNode answer = exchange.ask(requests.rules(token));
      for (JsonNode rule : answer.path("data")) {
        String id = rule.path("id").asText();
        known.put(id, new Known(id, rule.path("value").asText(), rule.path("tag").asText()));
      }
      token = answer.path("meta").path("next_token").asText();
      if (token.isEmpty()) {
        break;
      }
    }
    return new ArrayList<>(known.values());
  }

  private String addition(Set<String> values) {
    ObjectNode body = Message.MAPPER.createObjectNode();
    ArrayNode rules = body.putArray("add");
    values.forEach(value -> rules.addObject().put("value", value).put("tag", tag));
    return body.toString();
  }

  private static String deletion(List<String> ids) {
    ObjectNode body = Message.MAPPER.createObjectNode();
    ArrayNode all = body.putObject("delete").putArray("ids");
    ids.forEach(all::add);
    return body.toString();
  }

  /** A rule that somebody else has added meanwhile is as good as an own one. */
  private static void refuseErrors(JsonNode answer) throws RefusedException {
    for (JsonNode error : answer.path("errors")) {
      if (!error.path("title").asText().equals("DuplicateRule")) {
        String why = error.path("details").path(0).asText(error.path("detail").asText());
        throw new RefusedException(
            new Trouble.Final(
                "Cannot add the rule %s: %s %s"
                    .formatted(error.path("value").asText(), error.path("title").asText(), why)));
      }
    }
  }
}
