package dev.sluice.twitter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Says in rules of version 2 what a filter of version 1.1 asks for: posts with one of the phrases,
 * from or to one of the accounts, or from one of the places, in one of the languages.
 */
final class RuleTexts {
  /** How long a rule may be for the smallest plan. */
  static final int LONGEST = 1024;

  private static final int COORDINATES_OF_A_BOX = 4;

  private RuleTexts() {}

  /**
   * The rules, as few as have room for all.
   *
   * @param parameters those of version 1.1, see {@link FilterParameters}
   * @throws IllegalArgumentException if there is nothing to look for, or too much for a rule
   */
  static List<String> of(Map<String, String> parameters) {
    List<String> wanted = new ArrayList<>();
    FilterParameters.values(parameters, "track").forEach(phrase -> wanted.add(words(phrase)));
    for (String id : FilterParameters.values(parameters, "follow")) {
      wanted.add("(from:%s OR to:%s OR retweets_of:%s)".formatted(id, id, id));
    }
    wanted.addAll(boxes(FilterParameters.values(parameters, "locations")));
    if (wanted.isEmpty()) {
      throw new IllegalArgumentException(
          "Cannot make rules of a filter: found neither phrases nor accounts nor places, expected"
              + " some");
    }
    return joined(wanted, languages(FilterParameters.values(parameters, "language")));
  }

  /** All words have to be there, in any order. */
  private static String words(String phrase) {
    String[] words = phrase.split("\\s+");
    String joined = Arrays.stream(words).map(RuleTexts::quoted).collect(Collectors.joining(" "));
    return words.length == 1 ? joined : "(" + joined + ")";
  }

  /** As it is if it is a word, a hashtag, a mention or a cashtag; otherwise in quotes. */
  private static String quoted(String word) {
    boolean plain = word.matches("[#@$]?[\\p{L}\\p{N}_]+") && !word.matches("OR|AND");
    return plain ? word : '"' + word.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static List<String> boxes(List<String> numbers) {
    if (numbers.size() % COORDINATES_OF_A_BOX != 0) {
      throw new IllegalArgumentException(
          "Cannot make rules of a filter's places: found %d coordinates, expected pairs of corners"
              .formatted(numbers.size()));
    }
    List<String> boxes = new ArrayList<>();
    for (int i = 0; i < numbers.size(); i += COORDINATES_OF_A_BOX) {
      List<String> box = numbers.subList(i, i + COORDINATES_OF_A_BOX);
      boxes.add("bounding_box:[" + String.join(" ", box) + "]");
    }
    return boxes;
  }

  private static String languages(List<String> codes) {
    String any = codes.stream().map(code -> "lang:" + code).collect(Collectors.joining(" OR "));
    return codes.size() > 1 ? "(" + any + ")" : any;
  }

  private static List<String> joined(List<String> wanted, String languages) {
    List<String> rules = new ArrayList<>();
    List<String> current = new ArrayList<>();
    for (String each : wanted) {
      current.add(each);
      if (rule(current, languages).length() > LONGEST) {
        current.remove(current.size() - 1);
        addRule(rules, current, languages);
        current = new ArrayList<>(List.of(each));
      }
    }
    addRule(rules, current, languages);
    return rules;
  }

  private static void addRule(List<String> rules, List<String> wanted, String languages) {
    if (wanted.isEmpty()) {
      return;
    }
    String rule = rule(wanted, languages);
    if (rule.length() > LONGEST) {
      throw new IllegalArgumentException(
          "Cannot make rules of a filter: found one of %d characters, expected %d at most"
              .formatted(rule.length(), LONGEST));
    }
    rules.add(rule);
  }

  private static String rule(List<String> wanted, String languages) {
    String any = String.join(" OR ", wanted);
    if (languages.isEmpty()) {
      return any;
    }
    return (wanted.size() > 1 ? "(" + any + ")" : any) + " " + languages;
  }
}
