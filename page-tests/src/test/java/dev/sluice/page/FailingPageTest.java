package dev.sluice.page;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a person looks for when something went wrong. */
class FailingPageTest extends PageTest {
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
  void the_overview_says_that_it_failed_and_why() {
    open(address, "overview");

    browser()
        .awaitText(
            "#verdict[data-state=FAILED]",
            "Failed: Batch .* failed in foreachRDD at FailingProgram.java:\\d+.*"
                + FailingProgram.MESSAGE);
    browser().click("#failure summary");
    browser().awaitText("#failure .stack", "IllegalStateException: " + FailingProgram.MESSAGE);
    browser().awaitText("#views .badge", "^[1-9]");
    browser().awaitText("#processing-time .legend", "failed batch");
  }

  @Test
  void from_the_failure_it_is_two_clicks_to_the_batch_that_failed() {
    open(address, "overview");

    browser().click("#failure a[href*=FAILED]");
    browser().awaitText(".rows tbody tr:first-child", "Failed[\\s\\S]*" + FailingProgram.MESSAGE);
    browser().click(".rows tbody tr:first-child a");

    browser().awaitText("h1 + .tag", "^Failed$");
    browser().awaitText(".operation:nth-of-type(1)", "Output 0: print\\s+Completed");
    browser()
        .awaitText(
            ".operation:nth-of-type(2)",
            "Output 1: foreachRDD\\s+Failed[\\s\\S]*" + FailingProgram.MESSAGE);
    browser()
        .awaitText(
            ".stack",
            "IllegalStateException: "
                + FailingProgram.MESSAGE
                + "\\s+at dev.sluice.page.FailingProgram");
  }
}
