package dev.sluice.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.dstream.DStream;
import dev.sluice.io.Storage;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.testkit.CrashingStorage;
import dev.sluice.testkit.TestStreams;
import dev.sluice.testkit.output.FailingOutput;
import dev.sluice.time.Durations;
import dev.sluice.time.Time;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole programs that write to a database: no record is lost and none is there twice. */
class ExactlyOnceTest {
  @TempDir private Path directory;

  private Database newDatabase() {
    try {
      return Database.create(Files.createTempDirectory(directory, "db"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private CrashingWords crashing() {
    return CrashingWords.into(this::newDatabase);
  }

  @Test
  void a_crash_at_any_call_neither_loses_nor_doubles() {
    int crashes = CrashingStorage.atEveryCall(7, this::crashing);

    assertThat(crashes).isGreaterThan(10);
  }

  @Test
  void two_outputs_to_one_table_do_not_collide() throws Exception {
    CrashingWords rows = crashing();

    List<String> words = rows.run(new CrashingStorage(1));

    assertThat(words.stream().filter(word -> word.endsWith("0")))
        .containsExactly("a0", "a0", "a0", "b0", "c0", "d0");
    assertThat(words).contains("a=21", "a=31", "b=11", "c=11", "d=11");
    assertThat(rows.database().query("SELECT DISTINCT output_name FROM sluice_ledger ORDER BY 1"))
        .containsExactly("totals", "words");
  }

  @Test
  void a_task_that_is_tried_again_writes_once() throws Exception {
    for (FailingOutput.Moment moment : FailingOutput.Moment.values()) {
      Database database = newDatabase();
      FailingOutput<String> failing = FailingOutput.of(database.words(0), moment, 2);
      StreamingConf conf = new StreamingConf().setMaster("local[2,3]");
      try (TestStreams streams = TestStreams.create(conf, Durations.seconds(1))) {
        streams.input(CrashingWords.WORDS).saveTo("words", failing);
        streams.start();
        streams.advance(CrashingWords.WORDS.size());
      }

      assertThat(failing.hasRecovered()).isTrue();
      assertThat(database.words()).containsExactly("a", "a", "a", "b", "c", "d");
    }
  }

  @Test
  void the_ledger_table_does_not_grow_with_the_program() throws Exception {
    Database database = newDatabase();
    List<List<String>> oneAMinute = Collections.nCopies(10, List.of("word"));
    StreamingConf conf = new StreamingConf().set("streaming.checkpoint.interval", "1min");
    try (TestStreams streams = TestStreams.create(conf, Durations.minutes(1))) {
      streams.context().checkpoint(new CrashingStorage(1));
      streams.input(oneAMinute).saveTo("words", database.words(0));
      streams.start();
      streams.advance(oneAMinute.size());
    }

    assertThat(database.words()).hasSize(10);
    assertThat(database.query("SELECT batch_ms FROM sluice_ledger"))
        .hasSizeBetween(1, 6)
        .contains("600000");
  }

  @Test
  void a_program_with_further_outputs_knows_what_the_one_before_wrote() throws Exception {
    Database database = newDatabase();
    CrashingStorage storage = new CrashingStorage(1);
    try (TestStreams first = at(0, storage)) {
      first
          .input(CrashingWords.WORDS)
          .saveTo(
              "words", FailingOutput.of(database.words(0), FailingOutput.Moment.AFTER_COMMIT, 1));
      first.start();
      assertThatThrownBy(() -> first.advance(1)).hasStackTraceContaining("the network is away");
    }
    try (TestStreams second = at(1, storage)) {
      DStream<String> words = second.input(CrashingWords.WORDS);
      words.saveTo("more", database.words(1));
      words.foreachRDD(rdd -> {});
      words.saveTo("words", database.words(0));
      second.start();
      second.advance(CrashingWords.WORDS.size() - 1);
    }

    assertThat(database.query("SELECT word FROM words WHERE number = 0 ORDER BY word"))
        .containsExactly("a", "a", "a", "b", "c", "d");
  }

  private static TestStreams at(int seconds, Storage storage) {
    StreamingConf conf = new StreamingConf().set("streaming.checkpoint.interval", "1s");
    TestStreams streams = TestStreams.create(conf, Durations.seconds(1), new Time(seconds * 1000L));
    streams.context().checkpoint(storage);
    return streams;
  }
}
