package dev.sluice.flow;

import dev.sluice.recovery.Message;
import java.util.List;

/** Where a program's messages come out. Confined to the test's thread. */
public interface Outlet extends AutoCloseable {
  /** What came out since this was called before; nothing at the end of what is there. */
  List<Message> next() throws Exception;

  @Override
  void close();
}
