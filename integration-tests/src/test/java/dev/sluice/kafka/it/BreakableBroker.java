package dev.sluice.kafka.it;

import java.io.Closeable;
import java.io.IOException;

/** A Kafka broker that tests break. Its address stays. Confined to the test's thread. */
interface BreakableBroker extends Closeable {
  /** Where clients connect, for {@code bootstrap.servers}. */
  String address();

  /** Ends its process as {@code kill -9} does; its data stay. */
  void kill() throws Exception;

  /** Starts it again with its data; it serves on return. */
  void restart() throws Exception;

  @Override
  void close() throws IOException;
}
