package dev.sluice.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.dstream.BatchId;
import dev.sluice.dstream.OutputTransaction;
import dev.sluice.time.Time;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdbcOutputTest {
  private static final BatchId BATCH = new BatchId("app", "out", new Time(1000), 0, 2);

  @TempDir private Path directory;
  private Database database;

  @BeforeEach
  void createDatabase() throws Exception {
    database = Database.create(directory);
  }

  private static void write(JdbcOutput<String> output, BatchId batch, String... words)
      throws Exception {
    try (OutputTransaction<String> transaction = output.begin(batch)) {
      assertThat(transaction.isCommitted()).isFalse();
      for (String word : words) {
        transaction.write(word);
      }
      transaction.commit();
    }
  }

  @Test
  void what_is_committed_is_there_and_remembered() throws Exception {
    write(database.words(1).withBatchSize(2), BATCH, "a", "b", "c");

    assertThat(database.words()).containsExactly("a", "b", "c");
    try (OutputTransaction<String> again = database.words(1).begin(BATCH)) {
      assertThat(again.isCommitted()).isTrue();
      assertThatIllegalStateException()
          .isThrownBy(() -> again.write("d"))
          .withMessageEndingWith("it is committed already");
    }
  }

  @Test
  void what_is_not_committed_is_neither_there_nor_remembered() throws Exception {
    try (OutputTransaction<String> transaction = database.words(1).withBatchSize(1).begin(BATCH)) {
      transaction.write("a");
    }

    assertThat(database.words()).isEmpty();
    write(database.words(1), BATCH, "a");
    assertThat(database.words()).containsExactly("a");
  }

  @Test
  void programs_outputs_batches_and_partitions_do_not_collide() throws Exception {
    write(database.words(1), BATCH, "a");
    write(database.words(1), new BatchId("other", "out", new Time(1000), 0, 2), "b");
    write(database.words(1), new BatchId("app", "other", new Time(1000), 0, 2), "c");
    write(database.words(1), new BatchId("app", "out", new Time(2000), 0, 2), "d");
    write(database.words(1), new BatchId("app", "out", new Time(1000), 1, 2), "e");

    assertThat(database.words()).containsExactly("a", "b", "c", "d", "e");
  }

  @Test
  void the_primary_key_refuses_the_second_of_two_at_once() throws Exception {
    write(database.words(1), new BatchId("app", "out", new Time(0), 0, 2));
    try (OutputTransaction<String> first = database.words(1).begin(BATCH)) {
      first.write("a");

      assertThatThrownBy(() -> database.words(1).begin(BATCH))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("Cannot add " + BATCH + " to the table sluice_ledger");
      first.commit();
    }
    assertThat(database.words()).containsExactly("a");
  }

  @Test
  void another_number_of_partitions_is_refused() throws Exception {
    write(database.words(1), BATCH, "a");

    assertThatIllegalStateException()
        .isThrownBy(() -> database.words(1).begin(new BatchId("app", "out", new Time(1000), 2, 3)))
        .withMessageContaining("found 2 partitions then, expected 3");
  }

  @Test
  void rows_of_batches_that_are_over_are_deleted() throws Exception {
    write(database.words(1), BATCH, "a");
    write(database.words(1), new BatchId("app", "out", new Time(2000), 0, 2), "b");

    database.words(1).forget("app", "out", new Time(1000));

    assertThat(database.query("SELECT batch_ms FROM sluice_ledger")).containsExactly("2000");
    assertThat(database.words()).containsExactly("a", "b");
  }

  @Test
  void the_ledger_can_be_in_a_table_of_choice() throws Exception {
    database.execute("CREATE SCHEMA audit");

    write(database.words(1).withLedgerTable("audit.batches"), BATCH, "a");

    assertThat(database.query("SELECT output_name FROM audit.batches")).containsExactly("out");
  }

  @Test
  void a_statement_that_fails_is_told_with_its_batch_and_without_records() throws Exception {
    assertThatThrownBy(() -> write(database.words(1), BATCH, "a word of more than twenty letters"))
        .isInstanceOf(SQLException.class)
        .hasMessage("Cannot write 1 records of " + BATCH + ": the database refused")
        .hasCauseInstanceOf(SQLException.class);
    JdbcOutput<String> wrong = JdbcOutput.of(database.connections(), "INSRT", (s, word) -> {});
    assertThatThrownBy(() -> write(wrong, BATCH, "a"))
        .hasMessage("Cannot prepare the statement for " + BATCH + ": the database refused");

    assertThat(database.words()).isEmpty();
  }

  @Test
  void a_ledger_that_can_neither_be_read_nor_made_is_told() {
    JdbcOutput<String> output = database.words(1).withLedgerTable("nowhere.ledger");

    assertThatThrownBy(() -> output.begin(BATCH))
        .isInstanceOf(SQLException.class)
        .hasMessage("Cannot read or create the table nowhere.ledger: the database refused");
  }

  @Test
  void bad_arguments_are_refused() {
    JdbcOutput<String> output = database.words(1);

    assertThatIllegalArgumentException().isThrownBy(() -> output.withBatchSize(0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> output.withLedgerTable("ledger; DROP TABLE words"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> JdbcOutput.of(database.connections(), " ", (s, word) -> {}));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> output.begin(new BatchId("a".repeat(201), "o", new Time(0), 0, 1)))
        .withMessageContaining("201 characters, expected at most 200");
  }

  @Test
  void it_can_be_shipped() {
    List<JdbcOutput<String>> outputs = List.of(database.words(1));

    assertThat(outputs)
        .allSatisfy(
            output ->
                assertThatCode(
                        () -> {
                          try (var out = new ObjectOutputStream(OutputStream.nullOutputStream())) {
                            out.writeObject(output);
                          }
                        })
                    .doesNotThrowAnyException());
  }
}
