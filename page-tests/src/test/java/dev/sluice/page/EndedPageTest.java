package dev.sluice.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.examples.NetworkWordCount;
import org.junit.jupiter.api.Test;

/** What the page says of a program that is not there any more. */
class EndedPageTest extends PageTest {

  @Test
  void a_program_that_ends_is_said_to_have_ended_and_what_was_seen_stays() throws Exception {
    try (RunningProgram program = RunningProgram.start(NetworkWordCount.class)) {
      open(program.address(), "overview");
      browser().awaitText("#verdict", "Keeping up[\\s\\S]*Newest batch");

      program.terminate();

      browser().awaitText("#live[data-state=ENDED]", "^Ended$");
      browser().awaitText("#verdict", "Newest batch");
      browser().click("#views a[href='#/storage']");
      browser().awaitText(".notice", "^The program has ended");
    }
  }

  @Test
  void a_program_that_is_killed_is_said_to_be_out_of_reach() throws Exception {
    try (RunningProgram program = RunningProgram.start(NetworkWordCount.class)) {
      open(program.address(), "batches");
      browser().awaitElement("tbody tr");

      program.kill();

      browser().awaitText("#live[data-state=LOST]", "^Connection lost, trying again$");
      assertThat(browser().count("tbody tr")).isPositive();
    }
  }

  @Override
  boolean expected(String complaint) {
    return complaint.contains("net::ERR_");
  }
}
