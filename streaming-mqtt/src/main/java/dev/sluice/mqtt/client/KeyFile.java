package dev.sluice.mqtt.client;

import java.io.Serializable;

/** A file of keys or certificates and its password, which is not shown. Immutable. */
public record KeyFile(String file, String password) implements Serializable {
  @Override
  public String toString() {
    return file;
  }
}
