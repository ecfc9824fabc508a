package dev.sluice.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** All that a mouse can do, keys can. */
class KeyboardTest extends PageTest {
  private static final String FOCUSED = "return document.activeElement.";
  private static final int MANY = 60;

  private RunningProgram program;
  private String address;

  @BeforeAll
  void startProgram() throws Exception {
    program = RunningProgram.start(FailingProgram.class);
    address = program.address();
  }

  @AfterAll
  void endProgram() throws Exception {
    program.close();
  }

  @Test
  void the_first_key_leads_past_the_head_of_the_page() {
    open(address, "overview");

    browser().press(Keys.TAB);
    assertThat(focused("id")).isEqualTo("skip");
    assertThat(seen()).isTrue();
    browser().press(Keys.ENTER);

    assertThat(focused("id")).isEqualTo("main");
    assertThat((String) browser().script("return location.hash")).isEqualTo("#/overview");
  }

  @Test
  void a_view_is_opened_and_read_by_keys() {
    open(address, "overview");

    tabTo("[href='#/batches']");
    browser().press(Keys.ENTER);

    browser().awaitText("h1", "^Batches$");
    browser().eventually(() -> assertThat(focused("nodeName")).isEqualTo("H1"));
  }

  @Test
  void the_focus_stays_while_what_is_shown_changes() {
    open(address, "batches");
    browser().awaitElement("tbody tr");
    tabTo("thead a[href*=records]");
    browser().press(Keys.ENTER);
    browser().awaitElement("th[aria-sort]:nth-child(3)");
    String before = browser().text(".chips a");

    browser().eventually(() -> assertThat(browser().text(".chips a")).isNotEqualTo(before));

    assertThat(browser().script(FOCUSED + "matches('thead a[href*=records]')")).isEqualTo(true);
  }

  @Test
  void from_the_program_to_a_part_of_it_and_back_by_keys() {
    open(address, "program");

    tabTo(".node[data-role=OUTPUT]");
    browser().press(Keys.ENTER);

    browser().awaitText(".details", "print");
    tabTo(".details a[href='#/program']");
    browser().press(Keys.ENTER);
    browser().eventually(() -> assertThat(browser().count(".details")).isZero());
  }

  @Test
  void a_stack_is_opened_and_closed_by_keys() {
    open(address, "overview");
    browser().awaitElement("#failure details");

    tabTo("#failure summary");
    browser().press(Keys.ENTER);
    browser().eventually(() -> assertThat(browser().count("#failure details[open]")).isOne());
    String before = browser().text(".figures");
    browser().eventually(() -> assertThat(browser().text(".figures")).isNotEqualTo(before));

    assertThat(browser().count("#failure details[open]")).isOne();
  }

  /** Presses the tab key until such an element has the focus; each on the way must show that. */
  private void tabTo(String selector) {
    int pressed = 0;
    do {
      browser().press(Keys.TAB);
      assertThat(seen()).as("the focus of %s is seen", focused("outerHTML")).isTrue();
      assertThat(++pressed).as("keys to reach %s", selector).isLessThan(MANY);
    } while (!Boolean.TRUE.equals(browser().script(FOCUSED + "matches(arguments[0])", selector)));
  }

  private String focused(String property) {
    return (String) browser().script(FOCUSED + property);
  }

  private boolean seen() {
    return (Boolean)
        browser()
            .script(
                """
                const style = getComputedStyle(document.activeElement);
                return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
                """);
  }
}
