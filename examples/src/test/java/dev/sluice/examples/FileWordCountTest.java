package dev.sluice.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.program.ChildProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileWordCountTest {

  @Test
  void it_counts_the_words_of_files_that_are_moved_into_a_directory(@TempDir Path directory)
      throws Exception {
    try (ChildProgram program = ChildProgram.start(FileWordCount.class, directory.toString())) {
      program.awaitLog("Started FileWordCount");
      Path hidden = Files.writeString(directory.resolve(".text"), "never odd or even\nodd\n");
      Files.move(hidden, directory.resolve("text"), StandardCopyOption.ATOMIC_MOVE);

      program.awaitOutput("^\\(odd,2\\)$");
      program.terminate();
      program.awaitLog("Drain report: everything received was processed");
    }
  }

  @Test
  void without_arguments_it_counts_files_of_its_own() throws Exception {
    try (ChildProgram program = ChildProgram.start(FileWordCount.class)) {
      program.awaitLog("^Putting files into .+, which stays");
      program.awaitOutput("^Time: \\d+000 ms\n-{43}\n\\(\\w+,\\d+\\)$");
    }
  }

  @Test
  void a_second_argument_shows_the_usage_and_ends_it() throws Exception {
    try (ChildProgram program = ChildProgram.start(FileWordCount.class, "here", "there")) {
      assertThat(program.awaitEnd()).isEqualTo(2);
    }
  }
}
