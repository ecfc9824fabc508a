package dev.sluice.jdbc;

import dev.sluice.dstream.BatchId;
import dev.sluice.dstream.OutputTransaction;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The writing of a partition over one connection. Confined to the task's thread. */
final class JdbcTransaction<T> implements OutputTransaction<T> {
  private final Connection connection;
  private final BatchId batch;
  private final boolean committedBefore;
  private final String sql;
  private final StatementBinder<? super T> binder;
  private final int batchSize;
  private @Nullable PreparedStatement statement;
  private int waiting;

  /**
   * A transaction whose row is in the ledger.
   *
   * @param committedBefore whether the row was there before
   */
  JdbcTransaction(
      Connection connection,
      BatchId batch,
      boolean committedBefore,
      String sql,
      StatementBinder<? super T> binder,
      int batchSize) {
    this.connection = connection;
    this.batch = batch;
    this.committedBefore = committedBefore;
    this.sql = sql;
    this.binder = binder;
    this.batchSize = batchSize;
  }

  @Override
  public boolean isCommitted() {
    return committedBefore;
  }

  @Override
  public void write(T record) throws Exception {
    PreparedStatement prepared = prepared();
    binder.bind(prepared, record);
    prepared.addBatch();
    waiting++;
    if (waiting == batchSize) {
      send(prepared);
    }
  }

  private PreparedStatement prepared() throws SQLException {
    if (committedBefore) {
      throw new IllegalStateException("Cannot write " + batch + ": it is committed already");
    }
    PreparedStatement prepared = statement;
    if (prepared == null) {
      try {
        prepared = connection.prepareStatement(sql);
      } catch (SQLException e) {
        throw Failures.of("Cannot prepare the statement for " + batch, e);
      }
      statement = prepared;
    }
    return prepared;
  }

  private void send(PreparedStatement prepared) throws SQLException {
    try {
      prepared.executeBatch();
    } catch (SQLException e) {
      throw Failures.of("Cannot write " + waiting + " records of " + batch, e);
    }
    waiting = 0;
  }

  @Override
  public void commit() throws SQLException {
    PreparedStatement prepared = prepared();
    if (waiting > 0) {
      send(prepared);
    }
    try {
      connection.commit();
    } catch (SQLException e) {
      throw Failures.of("Cannot commit " + batch, e);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      if (!connection.isClosed()) {
        Closing.rollback(connection);
      }
    } catch (SQLException e) {
      throw new IOException("Cannot close the connection that wrote " + batch, e);
    }
  }
}
