package dev.sluice.jdbc;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A database, with a table of words. Immutable. */
record Database(String url) {
  static final String INSERT = "INSERT INTO words (word, number) VALUES (?, ?)";

  /** An H2 database in files, with an empty table. */
  static Database create(Path directory) throws SQLException {
    Database database = new Database("jdbc:h2:file:" + directory.resolve("db").toAbsolutePath());
    database.createTable();
    return database;
  }

  void createTable() throws SQLException {
    execute("CREATE TABLE words (word VARCHAR(20) NOT NULL, number INTEGER NOT NULL)");
  }

  ConnectionSource connections() {
    String address = url;
    return () -> DriverManager.getConnection(address);
  }

  /** An output of words, each with a number. */
  JdbcOutput<String> words(int number) {
    return JdbcOutput.of(
        connections(),
        INSERT,
        (statement, word) -> {
          statement.setString(1, word);
          statement.setInt(2, number);
        });
  }

  void execute(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The first column of a query, as text. */
  List<String> query(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> values = new ArrayList<>();
      while (rows.next()) {
        values.add(rows.getString(1));
      }
      return values;
    }
  }

  /** All words, sorted. */
  List<String> words() throws SQLException {
    return query("SELECT word FROM words ORDER BY word, number");
  }
}
