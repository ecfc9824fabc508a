package dev.sluice.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.program.ChildProgram;
import org.junit.jupiter.api.Test;

class TwitterHashTagJoinSentimentsTest {

  @Test
  void it_shows_the_tags_of_happy_words() throws Exception {
    try (ChildProgram program = ChildProgram.start(TwitterHashTagJoinSentiments.class)) {
      program.awaitOutput("^Happiest in the last 10 seconds:\n  #river \\(\\d+\\)$");
    }
  }

  @Test
  void its_words_are_different_and_from_unhappy_to_happy() throws Exception {
    assertThat(TwitterHashTagJoinSentiments.words())
        .extracting(word -> word._1())
        .doesNotHaveDuplicates()
        .isSorted();
    assertThat(TwitterHashTagJoinSentiments.words())
        .allSatisfy(word -> assertThat(word._2()).isBetween(-5, 5).isNotZero());
  }
}
