package dev.sluice.twitter;

import java.io.Serializable;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which posts are wanted, and what of them. Immutable.
 *
 * @param rules those that the application shall have; null if they are taken as they are
 * @param ruleTag marks the rules of the program
 * @param filter the parameters of a filter of version 1.1
 * @param parameters of the request, instead of what is asked for otherwise
 */
record Wanted(
    @Nullable List<String> rules,
    String ruleTag,
    Map<String, String> filter,
    Map<String, String> parameters)
    implements Serializable {
  private static final int LONGEST_TAG = 100;

  static Wanted unset() {
    return new Wanted(null, "sluice", Map.of(), Map.of());
  }

  Wanted withRules(Collection<String> values) {
    for (String value : values) {
      if (value.isBlank()) {
        throw new IllegalArgumentException(
            "Cannot set rules: found an empty one, expected rules as the service defines them");
      }
    }
    return new Wanted(List.copyOf(values), ruleTag, filter, parameters);
  }

  Wanted withRuleTag(String tag) {
    if (tag.isBlank() || tag.length() > LONGEST_TAG) {
      throw new IllegalArgumentException(
          "Cannot tag rules: found a tag of %d characters, expected 1 to %d"
              .formatted(tag.strip().length(), LONGEST_TAG));
    }
    return new Wanted(rules, tag, filter, parameters);
  }

  Wanted withFilter(Map<String, String> asked) {
    return new Wanted(rules, ruleTag, Map.copyOf(asked), parameters);
  }

  Wanted withParameter(String name, String value) {
    Map<String, String> more = new TreeMap<>(parameters);
    more.put(name, value);
    return new Wanted(rules, ruleTag, filter, Map.copyOf(more));
  }

  /** Puts the values under the names of their options. */
  void show(Map<String, String> shown) {
    shown.put("withRules", rules == null ? "as they are" : rules.size() + " rules");
    shown.put("withRuleTag", ruleTag);
    shown.put("withFilter", filter.isEmpty() ? "none" : "one");
  }
}
