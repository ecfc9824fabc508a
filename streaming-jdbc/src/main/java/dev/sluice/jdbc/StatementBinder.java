package dev.sluice.jdbc;

import java.io.Serializable;
import java.sql.PreparedStatement;

/**
 * Sets the parameters of a statement. Thread-safe, and serializable: it is shipped to the workers.
 *
 * @param <T> the records
 */
@FunctionalInterface
public interface StatementBinder<T> extends Serializable {
  /** Sets all parameters, from 1, for one record; does not run the statement. */
  void bind(PreparedStatement statement, T record) throws Exception;
}
