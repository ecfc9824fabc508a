package dev.sluice.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** A program that wants a token shows itself only to those who know it. */
class TokenTest extends PageTest {
  private RunningProgram program;
  private String address;

  @BeforeAll
  void startProgram() throws Exception {
    program = RunningProgram.start(GuardedProgram.class);
    address = program.address();
  }

  @AfterAll
  void endProgram() throws Exception {
    program.close();
  }

  @Test
  void a_wrong_token_is_refused_and_the_right_one_is_asked_for_once() {
    browser().open(address);
    browser().awaitElement("#token");
    assertThat(Rules.brokenBy(browser())).isEmpty();
    assertThat(browser().text("body")).doesNotContain(GuardedProgram.NAME);

    browser().press("wrong", Keys.ENTER);
    browser().awaitText("[role=alert]", "does not take this token");
    browser().script("document.querySelector('#token').select()");
    browser().press(GuardedProgram.TOKEN, Keys.ENTER);

    browser().awaitText("#program", GuardedProgram.NAME);
    browser().awaitElement("#verdict");
    open(address, "batches");
    browser().awaitText("#program", GuardedProgram.NAME);
    assertThat((String) browser().script("return document.cookie")).isEmpty();
    assertThat((String) browser().script("return document.documentElement.outerHTML"))
        .doesNotContain(GuardedProgram.TOKEN);
  }

  @Override
  boolean expected(String complaint) {
    return complaint.contains("/api/v1/session") && complaint.contains("401");
  }
}
