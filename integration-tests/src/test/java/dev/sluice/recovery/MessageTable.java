package dev.sluice.recovery;

import dev.sluice.dstream.TransactionalOutput;
import dev.sluice.jdbc.JdbcOutput;
import java.io.Serializable;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * A table of messages in an SQLite database, without any key: what is written twice is there twice.
 * Immutable.
 *
 * <p>A commit survives the process that made it, and a lock ends with the process however that
 * ends. A transaction takes the lock when it begins and waits for it, since one that waited with
 * its first write could find that the ledger's row which it had looked for was written meanwhile.
 */
public record MessageTable(String url) implements Serializable {
  private static final String SETTINGS =
      "?journal_mode=WAL&transaction_mode=IMMEDIATE&busy_timeout=30000";

  public static MessageTable in(Path directory) {
    return new MessageTable(
        "jdbc:sqlite:" + directory.resolve("messages.db").toAbsolutePath() + SETTINGS);
  }

  /** Opens the database, with the table in it. */
  public Connection open() throws SQLException {
    Connection connection = DriverManager.getConnection(url);
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE IF NOT EXISTS messages (id INTEGER, text VARCHAR(30))");
    }
    return connection;
  }

  public TransactionalOutput<Message> output() {
    String address = url;
    return JdbcOutput.of(
        () -> DriverManager.getConnection(address),
        "INSERT INTO messages (id, text) VALUES (?, ?)",
        (statement, message) -> {
          statement.setInt(1, message.id());
          statement.setString(2, message.text());
        });
  }

  /** All rows. */
  List<Message> read() throws SQLException {
    return readAfter(0);
  }

  /** The rows that were written after the first so many, in the order of writing. */
  public List<Message> readAfter(long rowsBefore) throws SQLException {
    try (Connection connection = open();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT id, text FROM messages WHERE rowid > " + rowsBefore + " ORDER BY rowid")) {
      List<Message> messages = new ArrayList<>();
      while (rows.next()) {
        messages.add(new Message(rows.getInt(1), rows.getString(2)));
      }
      return messages;
    }
  }
}
