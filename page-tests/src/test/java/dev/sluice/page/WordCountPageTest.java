package dev.sluice.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.examples.NetworkWordCount;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a person looks for in the page of a program that does well. */
class WordCountPageTest extends PageTest {
  private RunningProgram program;
  private String address;

  @BeforeAll
  void startProgram() throws Exception {
    program = RunningProgram.start(NetworkWordCount.class);
    address = program.address();
  }

  @AfterAll
  void endProgram() throws Exception {
    program.close();
  }

  @Test
  void the_overview_says_that_it_keeps_up() {
    open(address, "overview");

    browser().awaitText("#verdict", "^\\S+\\s+Keeping up");
    browser().awaitText("#program", "^NetworkWordCount$");
    browser().awaitText(".figures", "batches every 1 s");
    browser().awaitText(".figures", "Records\\s+[1-9]\\d*");
    browser()
        .awaitText(".view", "Inputs promise[\\s\\S]*received records are lost with the driver");
    assertThat((String) browser().script("return document.title"))
        .contains("Overview", "NetworkWordCount");
  }

  @Test
  void charts_show_each_batch_and_say_the_same_in_words() {
    open(address, "overview");

    for (String chart :
        new String[] {"input-rate", "processing-time", "scheduling-delay", "total-delay"}) {
      browser().awaitText("#" + chart, "Median .*, 95 % at most .*, maximum");
      browser().eventually(() -> assertThat(inked(chart)).as(chart).isGreaterThan(300));
      assertThat(browser().all("#" + chart + " canvas", "ariaLabel"))
          .allSatisfy(label -> assertThat((String) label).contains("Median"));
      assertThat(browser().count("#" + chart + " tbody tr")).isPositive();
    }
    browser().awaitText("#processing-time .legend", "batch interval, 1 s");
  }

  /** How many points of the chart are not empty. */
  private long inked(String chart) {
    return (Long)
        browser()
            .script(
                """
                const canvas = document.querySelector(`#${arguments[0]} canvas`);
                const { width, height } = canvas;
                const points = canvas.getContext("2d").getImageData(0, 0, width, height).data;
                let inked = 0;
                for (let i = 3; i < points.length; i += 4) {
                  inked += points[i] > 0;
                }
                return inked;
                """,
                chart);
  }

  @Test
  void it_goes_on_by_itself_without_loading_anew() {
    open(address, "batches");
    browser().script("window.stays = true");
    long newest = newest();

    browser().eventually(() -> assertThat(newest()).isGreaterThanOrEqualTo(newest + 2));

    assertThat(browser().script("return window.stays")).isEqualTo(true);
  }

  @Test
  void it_lets_go_of_the_program_while_nobody_looks_and_then_goes_on() {
    open(address, "batches");
    browser().awaitElement("tbody tr");

    look(false);
    long newest = newest();
    look(true);

    browser().eventually(() -> assertThat(newest()).isGreaterThanOrEqualTo(newest + 2));
  }

  /** Tells the page that somebody looks at it, or that nobody does. */
  private void look(boolean looks) {
    browser()
        .script(
            """
            Object.defineProperty(document, "hidden", { value: !arguments[0], configurable: true });
            document.dispatchEvent(new Event("visibilitychange"));
            """,
            looks);
  }

  private long newest() {
    String shown = browser().text("#views + main .chips a[aria-current] .n");
    return shown == null ? 0 : Long.parseLong(shown.replace(",", ""));
  }

  @Test
  void every_view_is_a_click_away() {
    open(address, "overview");

    browser().click("#views a[href='#/receivers']");
    browser().awaitText("h1", "^Receivers$");
    browser().awaitText(".receiver", "^Socket stream \\[0\\]\\s+Active[\\s\\S]*Records\\s+[1-9]");
    browser().click("#views a[href='#/program']");
    browser()
        .awaitText(
            ".canvas",
            "Socket stream \\[0\\][\\s\\S]*flatMap[\\s\\S]*mapToPair[\\s\\S]*reduceByKey[\\s\\S]*print");
    browser().click("#views a[href='#/storage']");
    browser().awaitText(".figures", "Blocks in memory\\s+\\S+ [KMG]?i?B");
    browser().awaitText(".view", "Checkpoint\\s+None");
    browser().click("#views a[href='#/guarantees']");
    browser()
        .awaitText(".view", "Outputs[\\s\\S]*print at NetworkWordCount.java:\\d+\\s+at least once");
    browser().click("#views a[href='#/overview']");
    browser().awaitElement("#verdict");
    assertThat(browser().all("#views a[aria-current]", "innerText")).isEqualTo(List.of("Overview"));
  }

  @Test
  void a_batch_shows_what_it_read_and_what_its_output_did() {
    open(address, "batches?status=COMPLETED&sort=records");

    browser().awaitElement(".rows tbody tr:nth-child(2)");
    browser().click(".rows tbody tr:first-child a");

    browser().awaitText("h1", "^Batch \\d\\d:\\d\\d:\\d\\d");
    browser()
        .awaitText(
            ".operation", "^Output 0: print\\s+Completed\\s+print at NetworkWordCount.java:\\d+");
    browser().awaitText(".operation .rows tbody", "Completed\\s+\\d+ of \\d+");
    browser().awaitText(".view", "Inputs[\\s\\S]*Socket stream \\[0\\][\\s\\S]*\\s[1-9]\\d*");
    browser().click("a[rel=prev], a[rel=next]");
    browser().awaitText("h1", "^Batch \\d\\d:\\d\\d:\\d\\d");
  }

  @Test
  void batches_are_sorted_and_chosen_by_their_state() {
    open(address, "batches");

    browser().click("th:nth-child(3) a");
    browser()
        .eventually(
            () -> assertThat(browser().count("th[aria-sort=descending]:nth-child(3)")).isOne());
    browser().click("th:nth-child(3) a");
    browser()
        .eventually(
            () -> assertThat(browser().count("th[aria-sort=ascending]:nth-child(3)")).isOne());
    browser().click(".chips a[href*=FAILED]");
    browser().awaitText(".card", "No such batch is retained");
  }

  @Test
  void a_part_of_the_program_tells_more_when_it_is_chosen() {
    open(address, "program");

    browser().click(".node[data-role=OUTPUT]");

    browser()
        .awaitText(
            ".details",
            "^print[\\s\\S]*NetworkWordCount.java:\\d+[\\s\\S]*Takes from\\s+reduceByKey");
    browser().click(".details li a");
    browser().awaitText(".details", "^reduceByKey[\\s\\S]*Gives to\\s+print");
    assertThat(browser().count(".lines > path")).isEqualTo(browser().count(".node") - 1);
  }

  @Test
  void an_address_of_a_batch_that_is_not_there_says_so() {
    for (String wrong : new String[] {"batches/1", "batches/-1", "batches/<b>", "batches/1?x=%"}) {
      open(address, wrong);

      browser().awaitText(".notice", "^This batch is not retained");
    }
  }

  @Override
  boolean expected(String complaint) {
    return complaint.contains("/api/v1/batches/1 ") && complaint.contains("404");
  }
}
