package dev.sluice.cli;

import java.io.PrintStream;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** The entry of {@code bin/sluice}. */
public final class Main {
  private Main() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] args) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    System.setOut(err); // what a program prints that is only looked at
    AtomicBoolean ended = new AtomicBoolean();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> explainEnd(ended, err)));
    CommandLine commands =
        new CommandLine(out, err, InstantSource.system(), pid -> ProcessHandle.of(pid).isPresent());
    int code = commands.run(List.of(args));
    ended.set(true);
    System.exit(code);
  }

  /** A program that ends the process must not choose the exit code. */
  private static void explainEnd(AtomicBoolean ended, PrintStream err) {
    if (!ended.get()) {
      err.println("sluice: ended by the program or a signal, before a context was started");
      err.flush();
      Runtime.getRuntime().halt(ExitCode.PROGRAM_FAILED.number());
    }
  }
}
