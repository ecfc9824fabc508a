package dev.sluice.cli;

import java.io.PrintStream;
import java.time.InstantSource;
import java.util.List;
import java.util.function.LongPredicate;

/**
 * Runs a command. Confined to one thread.
 *
 * @param out what was asked for
 * @param err what went wrong
 * @param now the time
 * @param isRunning whether there is a process of that number on this machine
 */
record CommandLine(PrintStream out, PrintStream err, InstantSource now, LongPredicate isRunning) {
  private static final String HELP =
      """
      Usage: bin/sluice checkpoint inspect [--verify] DIR
             bin/sluice checkpoint check [-cp PATH] DIR MAIN_CLASS [ARGS...]
             bin/sluice quarantine list [--payload] DIR

      Looks at the checkpoint directory or a quarantine directory of a program.
      Nothing in it is changed, and the program may be running.

      checkpoint inspect
          Says what is in the directory: checkpoints, streams, batches, states, logs.
          --verify     reads all files and says which are damaged
      checkpoint check
          Says what of the directory will attach to a program when it starts, what is
          new, what is orphaned (kept and not used) and what is incompatible. The
          program is built and not started. MAIN_CLASS has a main method that starts a
          context, or is a Function0<StreamingContext> with a constructor without
          parameters.
          -cp PATH     jars and directories of the program, as for java; without it
                       the examples are found
      quarantine list
          Says of each record that a function failed on in which batch and operator
          that was, where the source had the record, what was thrown, and how long the
          record is. What is in it is not shown.
          --payload    shows the record as the source had it, as text or in hex

      Exit codes:
           0  all attaches, and what is new is fine; inspect, list: all that was read is
              sound
           1  check: something is orphaned
           2  check: something is incompatible, so that the program would not start
          64  wrong usage
          65  damaged data
          66  no such directory, nothing of the kind in it, or no permission to read it
          69  Java or Maven is missing, or the build of bin/sluice failed
          70  check: the program failed before it started a context, or started none
      """;

  /** Runs a command; returns the process's exit code. */
  int run(List<String> args) {
    try {
      return run(Arguments.of(args)).number();
    } catch (CommandException problem) {
      err.println("sluice: " + problem.getMessage());
      if (problem.code() == ExitCode.USAGE) {
        err.println("Try 'bin/sluice --help'.");
      }
      return problem.code().number();
    } finally {
      out.flush();
      err.flush();
    }
  }

  private ExitCode run(Arguments args) throws CommandException {
    if (args.help()) {
      out.print(HELP);
      return ExitCode.OK;
    }
    String command = (args.word(0) + " " + args.word(1)).strip();
    if (args.payload() && !command.equals("quarantine list")) {
      throw CommandException.usage("found --payload, expected it with quarantine list only");
    }
    return switch (command) {
      case "checkpoint inspect" -> inspect(args);
      case "checkpoint check" -> check(args);
      case "quarantine list" -> list(args);
      case "" ->
          throw CommandException.usage("found no command, expected checkpoint or quarantine");
      default ->
          throw CommandException.usage(
              "found the command \""
                  + command
                  + "\", expected \"checkpoint inspect\", \"checkpoint check\" or \"quarantine"
                  + " list\"");
    };
  }

  private ExitCode inspect(Arguments args) throws CommandException {
    if (args.words().size() != 3) {
      throw CommandException.usage("checkpoint inspect: expected DIR, found " + after(args));
    }
    if (!args.classPath().isEmpty()) {
      throw CommandException.usage("checkpoint inspect: found -cp, expected it with check only");
    }
    CheckpointDirectory directory = CheckpointDirectory.of(args.word(2));
    Inspection inspection = new Inspection(directory, now.instant(), isRunning);
    Table report = inspection.report(args.verify());
    out.print(report);
    inspection.damage().forEach(damage -> err.println("sluice: " + damage));
    return inspection.damage().isEmpty() ? ExitCode.OK : ExitCode.DAMAGED;
  }

  private ExitCode check(Arguments args) throws CommandException {
    if (args.words().size() < 4) {
      throw CommandException.usage(
          "checkpoint check: expected DIR and MAIN_CLASS, found " + after(args));
    }
    if (args.verify()) {
      throw CommandException.usage(
          "checkpoint check: found --verify, expected it with inspect only");
    }
    CheckpointDirectory directory = CheckpointDirectory.of(args.word(2));
    List<String> programArgs = args.words().subList(4, args.words().size());
    try (UserProgram program = UserProgram.of(args.classPath(), args.word(3), programArgs)) {
      Comparison comparison = program.compareWith(directory.view());
      out.print(comparison.report(args.word(3), directory));
      return comparison.exitCode();
    }
  }

  private ExitCode list(Arguments args) throws CommandException {
    if (args.words().size() != 3) {
      throw CommandException.usage("quarantine list: expected DIR, found " + after(args));
    }
    if (args.verify() || !args.classPath().isEmpty()) {
      throw CommandException.usage(
          "quarantine list: found --verify or -cp, expected them with checkpoint only");
    }
    out.print(QuarantineListing.of(CheckpointDirectory.existing(args.word(2)), args.payload()));
    return ExitCode.OK;
  }

  private static String after(Arguments args) {
    List<String> words = args.words();
    return words.size() <= 2 ? "nothing" : String.join(" ", words.subList(2, words.size()));
  }
}
