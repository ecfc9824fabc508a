package dev.sluice.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.dstream.TransactionalOutput;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.streaming.StreamingException;
import dev.sluice.testkit.CrashingStorage;
import dev.sluice.testkit.TestStreams;
import dev.sluice.testkit.output.TransactionalOutputContract;
import dev.sluice.time.Durations;
import dev.sluice.time.Time;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The contract of outputs and whole programs, on a PostgreSQL server. */
@Tag("postgresql")
class PostgresTest extends TransactionalOutputContract<String> {
  private static final AtomicInteger DATABASES = new AtomicInteger();
  private static PostgresServer server;

  private Database database;

  @BeforeAll
  static void startServer() throws Exception {
    server = new PostgresServer();
  }

  @AfterAll
  static void stopServer() throws Exception {
    server.close();
  }

  @BeforeEach
  void createDatabase() {
    database = newDatabase();
  }

  private static Database newDatabase() {
    try {
      return server.newDatabase("words" + DATABASES.incrementAndGet());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  protected TransactionalOutput<String> output() {
    return database.words(1);
  }

  @Override
  protected String record(int number) {
    return "word " + number;
  }

  @Override
  protected List<String> written() throws Exception {
    return database.words();
  }

  @Test
  void a_crash_at_any_call_neither_loses_nor_doubles() {
    int crashes =
        CrashingStorage.atEveryCall(11, () -> CrashingWords.into(PostgresTest::newDatabase));

    assertThat(crashes).isGreaterThan(10);
  }

  @Test
  void a_server_that_crashes_ends_the_program_which_goes_on_when_both_are_back() throws Exception {
    List<List<String>> batches = List.of(List.of("a"), List.of("b"), List.of("c", "d"));
    CrashingStorage storage = new CrashingStorage(1);
    try (TestStreams first = at(0, storage)) {
      first.input(batches).saveTo("words", database.words(0));
      first.start();
      first.advance(1);
      server.kill();
      assertThatThrownBy(() -> first.advance(1)).isInstanceOf(StreamingException.class);
    } finally {
      server.start();
    }
    try (TestStreams second = at(2, storage)) {
      second.input(batches).saveTo("words", database.words(0));
      second.start();
      second.advance(1);
    }

    assertThat(database.words()).containsExactly("a", "b", "c", "d");
  }

  private static TestStreams at(int seconds, CrashingStorage storage) {
    StreamingConf conf = new StreamingConf().set("streaming.checkpoint.interval", "1s");
    TestStreams streams = TestStreams.create(conf, Durations.seconds(1), new Time(seconds * 1000L));
    streams.context().checkpoint(storage);
    return streams;
  }
}
