package dev.sluice.mqtt.client;

import java.io.Serializable;

/** A user and a password, which is not shown. Immutable. */
public record Credentials(String user, String password) implements Serializable {
  @Override
  public String toString() {
    return user;
  }
}
