package dev.sluice.cli;

/** A command cannot go on; the message is for the user, in one line. */
final class CommandException extends Exception {
  private static final long serialVersionUID = 1L;

  private final ExitCode code;

  CommandException(ExitCode code, String message) {
    super(message.replaceAll("\\s*\\R\\s*", " "));
    this.code = code;
  }

  static CommandException usage(String message) {
    return new CommandException(ExitCode.USAGE, message);
  }

  ExitCode code() {
    return code;
  }
}
