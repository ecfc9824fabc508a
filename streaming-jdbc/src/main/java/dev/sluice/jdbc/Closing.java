package dev.sluice.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

/** Ends connections. */
final class Closing {
  private Closing() {}

  /** Takes back what was not committed and closes. */
  static void rollback(Connection connection) throws SQLException {
    try (connection) {
      connection.rollback();
    }
  }

  /** The same; a further failure is told with the first. */
  static void afterFailure(Connection connection, Throwable failure) {
    try {
      rollback(connection);
    } catch (SQLException e) {
      failure.addSuppressed(e);
    }
  }
}
