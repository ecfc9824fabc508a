package dev.sluice.examples;

import dev.sluice.program.ChildProgram;
import org.junit.jupiter.api.Test;

class TwitterPopularTagsTest {

  @Test
  void without_a_token_it_counts_the_tags_of_a_text_of_its_own() throws Exception {
    try (ChildProgram program = ChildProgram.start(TwitterPopularTags.class)) {
      program.awaitOutput("^Popular in the last 60 seconds:\n  #\\w+ \\(\\d+ posts\\)$");
      program.awaitOutput("^Popular in the last 10 seconds:\n  #river \\(\\d+ posts\\)$");

      program.terminate();

      program.awaitLog("Drain report: everything received was processed");
    }
  }

  @Test
  void only_posts_that_match_its_rules_count() throws Exception {
    try (ChildProgram program = ChildProgram.start(TwitterPopularTags.class, "summer lang:en")) {
      program.awaitOutput(
          "^  #summer \\((\\d+) posts\\)\n  #river \\(\\1 posts\\)$|"
              + "^  #river \\((\\d+) posts\\)\n  #summer \\(\\2 posts\\)$");
    }
  }
}
