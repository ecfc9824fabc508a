package dev.sluice.flow;

import dev.sluice.recovery.Message;
import dev.sluice.recovery.MessageTable;
import java.sql.SQLException;
import java.util.List;

/** Reads a table as it grows. */
public final class TableOutlet implements Outlet {
  private final MessageTable table;
  private long rows;

  /** At the first row. */
  public TableOutlet(MessageTable table) {
    this.table = table;
  }

  @Override
  public List<Message> next() throws SQLException {
    List<Message> messages = table.readAfter(rows);
    rows += messages.size();
    return messages;
  }

  @Override
  public void close() {}
}
