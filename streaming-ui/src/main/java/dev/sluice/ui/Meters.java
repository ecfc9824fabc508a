package dev.sluice.ui;

import dev.sluice.ui.history.Watched;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Registers meters of a program that are looked up when somebody reads them. Immutable. */
record Meters(MeterRegistry registry, Tags tags, Watched program) {
  private static final String PREFIX = "sluice.";

  /** What only grows. */
  void counter(String name, String description, ToDoubleFunction<Watched> value) {
    FunctionCounter.builder(PREFIX + name, program, value)
        .description(description)
        .tags(tags)
        .register(registry);
  }

  /** A number of things. */
  void gauge(String name, String description, ToDoubleFunction<Watched> value) {
    gauge(name, null, description, value);
  }

  /** A duration, or a point in time since 1970. */
  void seconds(String name, String description, ToDoubleFunction<Watched> value) {
    gauge(name, "seconds", description, value);
  }

  /** A size. */
  void bytes(String name, String description, ToDoubleFunction<Watched> value) {
    gauge(name, "bytes", description, value);
  }

  private void gauge(
      String name, @Nullable String unit, String description, ToDoubleFunction<Watched> value) {
    Gauge.builder(PREFIX + name, program, value)
        .description(description)
        .baseUnit(unit)
        .tags(tags)
        .strongReference(true)
        .register(registry);
  }
}
