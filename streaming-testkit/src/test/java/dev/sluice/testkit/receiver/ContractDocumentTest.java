package dev.sluice.testkit.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The document and the suite have the same rules, and Javadoc only names rules that there are. */
class ContractDocumentTest {
  private static final Path DOCUMENT = Path.of("../docs/receiver-contract.md");
  private static final Path RECEIVERS =
      Path.of("../streaming-core/src/main/java/dev/sluice/receiver");
  private static final Pattern RULE =
      Pattern.compile("^\\*\\*Rule (\\d+): ([^*]+)\\.\\*\\*( \\(`(\\w+)`\\))?", Pattern.MULTILINE);
  private static final Pattern NAMED = Pattern.compile("\\(rule (\\d+)\\)");

  @Test
  void the_document_has_the_rules_of_the_suite() throws IOException {
    Map<Integer, String> documented = new LinkedHashMap<>();
    RULE.matcher(Files.readString(DOCUMENT))
        .results()
        .forEach(
            rule ->
                documented.put(
                    Integer.valueOf(rule.group(1)), described(rule.group(2), rule.group(4))));

    Map<Integer, String> tested = new LinkedHashMap<>();
    for (Rule rule : ReceiverRules.all()) {
      String mark = rule.needs().stream().map(Behaviour::name).findAny().orElse(null);
      tested.put(rule.number(), described(rule.title(), mark));
    }

    assertThat(documented).isEqualTo(tested);
  }

  private static String described(String title, String mark) {
    return mark == null ? title : title + " if " + mark;
  }

  @Test
  void rules_are_numbered_from_1_on() {
    assertThat(ReceiverRules.all())
        .extracting(Rule::number)
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, ReceiverRules.all().size()).boxed().toList());
  }

  @Test
  void a_test_is_named_after_its_rule() {
    assertThat(ReceiverRules.all())
        .extracting(Rule::testName)
        .contains("rule_04_no_thread_of_the_receiver_outlives_onStop");
  }

  @Test
  void the_javadoc_of_receivers_names_rules_that_there_are() throws IOException {
    String javadoc =
        Files.readString(RECEIVERS.resolve("Receiver.java"))
            + Files.readString(RECEIVERS.resolve("ReliableReceiver.java"));
    List<Integer> named =
        NAMED.matcher(javadoc).results().map(rule -> Integer.valueOf(rule.group(1))).toList();

    assertThat(named).contains(1, 4, 5, 9);
    assertThat(ReceiverRules.all()).extracting(Rule::number).containsAll(named);
  }
}
