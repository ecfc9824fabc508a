package dev.sluice.examples;

import dev.sluice.dstream.DStream;
import dev.sluice.function.Tuple2;
import dev.sluice.jdbc.JdbcOutput;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.streaming.StreamingContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;

/**
 * Writes the word counts of each second to a database, each second once, however often the program
 * is killed and started again.
 *
 * <p>Arguments: {@code DIR}, where the database and what the program needs to go on are kept, or
 * none for a temporary directory.
 */
public final class JdbcWordCount {
  private JdbcWordCount() {}

  /** Runs until the process is told to end. */
  public static void main(String[] args) throws Exception {
    if (args.length > 1) {
      throw new Usage("JdbcWordCount", "[DIR]")
          .exit("found " + args.length + " arguments, expected 0 or 1");
    }
    Path directory =
        args.length == 1 ? Path.of(args[0]) : Files.createTempDirectory("jdbc-word-count");
    // H2's own shutdown hook would close the database while the last batches are written.
    String url =
        "jdbc:h2:file:" + directory.resolve("db").toAbsolutePath() + ";DB_CLOSE_ON_EXIT=FALSE";
    System.err.println("The database is " + url);
    createTable(url);
    try (LineSource source = LineSource.open("JdbcWordCount", new String[0]);
        StreamingContext ssc =
            StreamingContext.getOrCreate(
                directory.resolve("kept").toString(), () -> create(source, url))) {
      ssc.start();
      ssc.awaitTermination();
    }
  }

  private static StreamingContext create(LineSource source, String url) {
    StreamingConf conf =
        new StreamingConf()
            .setIfMissing("streaming.master", "local[2]")
            .setAppName("JdbcWordCount")
            .set("streaming.receiver.writeAheadLog.enable", "true");
    StreamingContext ssc = new StreamingContext(conf, source.batchInterval());
    DStream<String> lines = ssc.socketTextStream(source.host(), source.port());
    countWords(lines, url);
    lines.foreachRDD((rdd, time) -> report(url));
    return ssc;
  }

  // snippet: JdbcWordCount
  private static void countWords(DStream<String> lines, String url) {
    lines
        .flatMap(line -> Arrays.asList(line.split(" ")))
        .mapToPair(word -> new Tuple2<>(word, 1))
        .reduceByKey(Integer::sum)
        .saveTo(
            "counts",
            JdbcOutput.of(
                () -> DriverManager.getConnection(url),
                "INSERT INTO words (word, number) VALUES (?, ?)",
                (statement, count) -> {
                  statement.setString(1, count._1());
                  statement.setInt(2, count._2());
                }));
  }

  // end of snippet

  private static void createTable(String url) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE IF NOT EXISTS words (word VARCHAR(100), number INTEGER)");
    }
  }

  private static void report(String url) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT COUNT(*), SUM(number) FROM words")) {
      rows.next();
      System.out.printf("%d rows, %d words%n", rows.getLong(1), rows.getLong(2));
    }
  }
}
