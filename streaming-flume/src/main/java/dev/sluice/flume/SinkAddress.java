package dev.sluice.flume;

import java.io.Serializable;

/** Where a sink listens. The host is looked up for each connection. */
record SinkAddress(String host, int port) implements Serializable {
  @Override
  public String toString() {
    return host + ":" + port;
  }
}
