package dev.sluice.cli;

/** What the process ends with. The numbers from 64 on are those of BSD's sysexits. */
enum ExitCode {
  OK(0),
  ORPHANED(1),
  INCOMPATIBLE(2),
  USAGE(64),
  DAMAGED(65),
  NO_INPUT(66),
  PROGRAM_FAILED(70);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }
}
