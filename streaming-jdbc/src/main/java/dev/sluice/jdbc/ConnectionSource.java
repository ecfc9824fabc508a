package dev.sluice.jdbc;

import java.io.Serializable;
import java.sql.Connection;

/**
 * Opens connections in tasks, such as {@code () -> Databases.ORDERS.getConnection()} on a {@code
 * DataSource} that each process holds in a constant. Thread-safe, and serializable: it is shipped
 * to the workers.
 */
@FunctionalInterface
public interface ConnectionSource extends Serializable {
  /** A connection that the caller closes, which nobody else uses meanwhile. */
  Connection open() throws Exception;
}
