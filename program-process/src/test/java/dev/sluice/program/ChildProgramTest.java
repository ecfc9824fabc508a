package dev.sluice.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ChildProgramTest {
  /**
   * Says what it is called with on both outputs, and waits to be ended, or ends with a given code.
   */
  static final class Echo {
    private Echo() {}

    public static void main(String[] args) throws InterruptedException {
      System.out.println("out " + args[0]);
      System.err.println("log " + args[0]);
      if (args.length > 1) {
        System.exit(Integer.parseInt(args[1]));
      }
      new CountDownLatch(1).await();
    }
  }

  @Test
  void its_outputs_and_its_exit_code_are_seen() throws Exception {
    try (ChildProgram program = ChildProgram.start(Echo.class, "a", "7")) {
      program.awaitOutput("^out a$");
      program.awaitLog("^log a$");

      assertThat(program.awaitEnd()).isEqualTo(7);
    }
  }

  @Test
  void it_can_be_ended() throws Exception {
    try (ChildProgram program = ChildProgram.start(Echo.class, "b")) {
      program.awaitOutput("out b");

      assertThat(program.terminate()).isNotZero();
    }
  }
}
