package dev.sluice.jdbc;

import dev.sluice.dstream.BatchId;
import dev.sluice.time.Time;
import java.io.Serializable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The table of the partitions that are committed. Immutable.
 *
 * @param name as SQL has it
 */
record LedgerTable(String name) implements Serializable {
  private static final int LONGEST_NAME = 200;
  private static final String CONSTRAINT_VIOLATION = "23";

  /**
   * Adds the row of a partition, uncommitted; creates the table if it is missing. Waits for another
   * transaction that has added the row and is still open.
   *
   * @return false, with nothing changed, if the row is there already
   * @throws IllegalStateException if the batch was written in another number of partitions
   */
  boolean add(Connection connection, BatchId batch) throws SQLException {
    requireShort("application", batch.application());
    requireShort("output", batch.output());
    if (readOrCreate(connection, batch)) {
      return false;
    }
    try {
      insert(connection, batch);
      return true;
    } catch (SQLException e) {
      connection.rollback();
      String state = e.getSQLState();
      if (state != null && state.startsWith(CONSTRAINT_VIOLATION) && contains(connection, batch)) {
        return false;
      }
      throw Failures.of("Cannot add " + batch + " to the table " + name, e);
    }
  }

  private static void requireShort(String what, String text) {
    if (text.length() > LONGEST_NAME) {
      throw new IllegalArgumentException(
          "Cannot keep a ledger: found an %s name of %d characters, expected at most %d"
              .formatted(what, text.length(), LONGEST_NAME));
    }
  }

  private boolean readOrCreate(Connection connection, BatchId batch) throws SQLException {
    try {
      return contains(connection, batch);
    } catch (SQLException missing) {
      tryToCreate(connection, missing);
      return readOrFail(connection, batch, missing);
    }
  }

  /** Databases differ in how they say that there is no table, so what tells is the creation. */
  private void tryToCreate(Connection connection, SQLException missing) throws SQLException {
    connection.rollback();
    try {
      create(connection);
    } catch (SQLException failed) {
      connection.rollback();
      missing.addSuppressed(failed);
    }
  }

  private boolean readOrFail(Connection connection, BatchId batch, SQLException missing)
      throws SQLException {
    try {
      return contains(connection, batch);
    } catch (SQLException e) {
      e.addSuppressed(missing);
      throw Failures.of("Cannot read or create the table " + name, e);
    }
  }

  private void create(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(
          """
          CREATE TABLE %s (
            application VARCHAR(200) NOT NULL,
            output_name VARCHAR(200) NOT NULL,
            batch_ms DECIMAL(19) NOT NULL,
            partition_number INTEGER NOT NULL,
            partition_count INTEGER NOT NULL,
            PRIMARY KEY (application, output_name, batch_ms, partition_number))
          """
              .formatted(name));
      connection.commit();
    }
  }

  /** Names are compared here too, since some databases take different letters for the same. */
  private boolean contains(Connection connection, BatchId batch) throws SQLException {
    String sql =
        "SELECT application, output_name, partition_number, partition_count FROM "
            + name
            + " WHERE application = ? AND output_name = ? AND batch_ms = ?";
    boolean found = false;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, batch);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          if (batch.application().equals(rows.getString(1))
              && batch.output().equals(rows.getString(2))) {
            requireSamePartitions(batch, rows.getInt(4));
            found |= rows.getInt(3) == batch.partition();
          }
        }
      }
    }
    return found;
  }

  private static void requireSamePartitions(BatchId batch, int partitions) {
    if (partitions != batch.partitions()) {
      throw new IllegalStateException(
          ("Cannot write %s once: a part of the batch was written before, found %d partitions then,"
                  + " expected %d; run it with the number of threads and partitions of before")
              .formatted(batch, partitions, batch.partitions()));
    }
  }

  private void insert(Connection connection, BatchId batch) throws SQLException {
    String sql =
        "INSERT INTO "
            + name
            + " (application, output_name, batch_ms, partition_number, partition_count)"
            + " VALUES (?, ?, ?, ?, ?)";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, batch);
      statement.setInt(4, batch.partition());
      statement.setInt(5, batch.partitions());
      statement.executeUpdate();
    }
  }

  /**
   * Deletes the rows of batches up to a time, uncommitted; creates the table if it is missing, as
   * after batches that all were empty.
   */
  void delete(Connection connection, String application, String output, Time upTo)
      throws SQLException {
    try {
      deleteRows(connection, application, output, upTo);
    } catch (SQLException missing) {
      tryToCreate(connection, missing);
      deleteOrFail(connection, application, output, upTo, missing);
    }
  }

  private void deleteOrFail(
      Connection connection, String application, String output, Time upTo, SQLException missing)
      throws SQLException {
    try {
      deleteRows(connection, application, output, upTo);
    } catch (SQLException e) {
      e.addSuppressed(missing);
      throw Failures.of("Cannot delete old rows from the table " + name, e);
    }
  }

  private void deleteRows(Connection connection, String application, String output, Time upTo)
      throws SQLException {
    String sql =
        "DELETE FROM " + name + " WHERE application = ? AND output_name = ? AND batch_ms <= ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, application);
      statement.setString(2, output);
      statement.setLong(3, upTo.milliseconds());
      statement.executeUpdate();
    }
  }

  private static void bind(PreparedStatement statement, BatchId batch) throws SQLException {
    statement.setString(1, batch.application());
    statement.setString(2, batch.output());
    statement.setLong(3, batch.time().milliseconds());
  }
}
