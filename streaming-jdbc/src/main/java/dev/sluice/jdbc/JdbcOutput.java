package dev.sluice.jdbc;

import dev.sluice.dstream.BatchId;
import dev.sluice.dstream.OutputTransaction;
import dev.sluice.dstream.TransactionalOutput;
import dev.sluice.time.Time;
import java.sql.Connection;
import java.util.regex.Pattern;

/**
 * Runs a statement for each record, in one transaction for each partition of a batch. The same
 * transaction adds a row to a ledger table of the same database, whose primary key refuses a
 * partition that is there: so each record takes effect once, however often its batch runs.
 *
 * <p>Immutable.
 *
 * @param <T> the records
 */
public final class JdbcOutput<T> implements TransactionalOutput<T> {
  private static final long serialVersionUID = 1L;
  private static final int STATEMENTS_AT_ONCE = 1000;
  private static final Pattern TABLE = Pattern.compile("\\w+(\\.\\w+){0,2}");

  private final ConnectionSource connections;
  private final String sql;
  private final StatementBinder<? super T> binder;
  private final int batchSize;
  private final LedgerTable ledger;

  private JdbcOutput(
      ConnectionSource connections,
      String sql,
      StatementBinder<? super T> binder,
      int batchSize,
      LedgerTable ledger) {
    this.connections = connections;
    this.sql = sql;
    this.binder = binder;
    this.batchSize = batchSize;
    this.ledger = ledger;
  }

  /**
   * An output that sends 1000 statements at once and keeps its ledger in the table {@code
   * sluice_ledger}.
   *
   * @param connections to a database with transactions; their user may create the ledger table,
   *     unless it is there
   * @param sql a statement that changes rows, with {@code ?} for parameters; not one that ends
   *     transactions
   * @param binder sets the parameters
   */
  public static <T> JdbcOutput<T> of(
      ConnectionSource connections, String sql, StatementBinder<? super T> binder) {
    if (sql.isBlank()) {
      throw new IllegalArgumentException(
          "Cannot write to a database: found no statement, expected one such as INSERT");
    }
    return new JdbcOutput<>(
        connections, sql, binder, STATEMENTS_AT_ONCE, new LedgerTable("sluice_ledger"));
  }

  /** The same, sending so many statements to the database at once, 1 or more. */
  public JdbcOutput<T> withBatchSize(int statements) {
    if (statements < 1) {
      throw new IllegalArgumentException(
          "Cannot send " + statements + " statements at once, expected 1 or more");
    }
    return new JdbcOutput<>(connections, sql, binder, statements, ledger);
  }

  /**
   * The same with its ledger in another table, which outputs and programs may share.
   *
   * @param table a name of letters, digits and underscores, maybe with its schema: {@code a.b}
   */
  public JdbcOutput<T> withLedgerTable(String table) {
    if (!TABLE.matcher(table).matches()) {
      throw new IllegalArgumentException(
          "Cannot keep a ledger in the table \""
              + table
              + "\": expected letters, digits and underscores, maybe after a schema and a dot");
    }
    return new JdbcOutput<>(connections, sql, binder, batchSize, new LedgerTable(table));
  }

  @Override
  public OutputTransaction<T> begin(BatchId batch) throws Exception {
    Connection connection = connections.open();
    try {
      connection.setAutoCommit(false);
      boolean committed = !ledger.add(connection, batch);
      return new JdbcTransaction<>(connection, batch, committed, sql, binder, batchSize);
    } catch (Exception | Error e) {
      Closing.afterFailure(connection, e);
      throw e;
    }
  }

  /** Deletes the ledger rows of these batches. */
  @Override
  public void forget(String application, String output, Time upTo) throws Exception {
    Connection connection = connections.open();
    try {
      connection.setAutoCommit(false);
      ledger.delete(connection, application, output, upTo);
      connection.commit();
    } catch (Exception | Error e) {
      Closing.afterFailure(connection, e);
      throw e;
    }
    connection.close();
  }
}
