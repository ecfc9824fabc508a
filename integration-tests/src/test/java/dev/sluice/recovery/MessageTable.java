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
 * A table of messages in an H2 database in files, without any key: what is written twice is there
 * twice. Immutable.
 *
 * <p>A commit is in the files when it returns ({@code WRITE_DELAY=0}; H2 would wait half a second),
 * so that a kill loses none. The lock is the operating system's ({@code FILE_LOCK=FS}), which ends
 * with the process however that ends. H2 does not close the database when the process is asked to
 * end, while outputs still write.
 */
record MessageTable(String url) implements Serializable {
  private static final String SETTINGS = ";WRITE_DELAY=0;FILE_LOCK=FS;DB_CLOSE_ON_EXIT=FALSE";

  static MessageTable in(Path directory) {
    return new MessageTable("jdbc:h2:file:" + directory.resolve("db").toAbsolutePath() + SETTINGS);
  }

  /** Opens the database, with the table in it. */
  Connection open() throws SQLException {
    Connection connection = DriverManager.getConnection(url);
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE IF NOT EXISTS messages (id INTEGER, text VARCHAR(30))");
    }
    return connection;
  }

  TransactionalOutput<Message> output() {
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
    try (Connection connection = open();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT id, text FROM messages")) {
      List<Message> messages = new ArrayList<>();
      while (rows.next()) {
        messages.add(new Message(rows.getInt(1), rows.getString(2)));
      }
      return messages;
    }
  }
}
