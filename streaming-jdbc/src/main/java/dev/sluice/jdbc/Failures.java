package dev.sluice.jdbc;

import java.sql.SQLException;

/** Says what could not be done. */
final class Failures {
  private Failures() {}

  /** The failure with its words before it; what a driver chains to it, as of a batch, is kept. */
  static SQLException of(String what, SQLException cause) {
    SQLException failure =
        new SQLException(
            what + ": the database refused", cause.getSQLState(), cause.getErrorCode(), cause);
    for (SQLException next = cause.getNextException();
        next != null;
        next = next.getNextException()) {
      failure.addSuppressed(next);
    }
    return failure;
  }
}
