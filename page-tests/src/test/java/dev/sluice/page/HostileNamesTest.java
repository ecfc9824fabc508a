package dev.sluice.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Names that are markup, endless or turned round are shown as what they are, in their place. */
class HostileNamesTest extends PageTest {
  private static final String SHOWN = "<img src=x onerror=";

  private RunningProgram program;
  private String address;

  @BeforeAll
  void startProgram() throws Exception {
    program = RunningProgram.start(HostileProgram.class);
    address = program.address();
  }

  @AfterAll
  void endProgram() throws Exception {
    program.close();
  }

  @ParameterizedTest
  @FieldSource("VIEWS")
  void they_are_words_and_not_part_of_the_page(String view) {
    open(address, view);

    browser().awaitText("#program", SHOWN);
    if (view.equals("batches")) {
      browser().click(".chips a[href*=FAILED]");
      browser().awaitText("td.wide", SHOWN);
      browser().click(".rows tbody a");
      browser().awaitText(".stack", SHOWN);
    } else if (view.equals("program")) {
      browser().click(".node[data-role=INPUT]");
      browser().awaitText(".details", SHOWN);
    } else if (!view.equals("storage")) {
      browser().awaitText("main", SHOWN);
    }

    assertThat(browser().count("main :is(img, script, b, style, iframe, object)")).isZero();
    assertThat(browser().script("return window.hacked ?? null")).isNull();
    for (int width : new int[] {Browser.DESKTOP, Browser.PHONE}) {
      browser().width(width);
      browser().eventually(() -> assertThat(Rules.brokenBy(browser())).isEmpty());
    }
  }

  @ParameterizedTest
  @FieldSource("VIEWS")
  void what_stands_beside_them_stays_where_it_is(String view) {
    open(address, view);
    browser().awaitText("#program", SHOWN);

    Object apart =
        browser()
            .script(
                """
                const box = (selector) => document.querySelector(selector).getBoundingClientRect();
                const right = (selector) => box(selector).right;
                return [
                  right("#program") <= right("#live"),
                  right("#live") <= innerWidth,
                  right("#views") <= innerWidth,
                ];
                """);

    assertThat((List<?>) apart).allMatch(Boolean.TRUE::equals);
  }
}
