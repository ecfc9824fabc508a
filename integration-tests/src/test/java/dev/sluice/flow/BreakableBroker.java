package dev.sluice.flow;

import java.io.Closeable;
import java.io.IOException;

/** A broker that tests break. Its address stays. Confined to the test's thread. */
public interface BreakableBroker extends Closeable {
  /** Where clients connect. */
  String address();

  /** Ends its process as {@code kill -9} does; its data stay. */
  void kill() throws Exception;

  /** Starts it again with its data; it serves on return. */
  void restart() throws Exception;

  @Override
  void close() throws IOException;
}
