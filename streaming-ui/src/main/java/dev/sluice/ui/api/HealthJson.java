package dev.sluice.ui.api;

import dev.sluice.ui.history.Health;

/** Whether a program is up. Immutable. */
public record HealthJson(String status, String reason) {
  /** As JSON. */
  public static HealthJson of(Health health) {
    return new HealthJson(health.up() ? "UP" : "DOWN", health.reason());
  }
}
