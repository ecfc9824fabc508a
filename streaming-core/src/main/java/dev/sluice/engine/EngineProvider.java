package dev.sluice.engine;

import dev.sluice.io.Serializer;
import dev.sluice.time.Clock;
import java.util.Map;

/** Makes engines for some master URLs; found by {@link java.util.ServiceLoader}. Thread-safe. */
public interface EngineProvider {
  /** Whether this provider's engine runs on the master. */
  boolean accepts(String master);

  /**
   * Makes an engine; nothing is started yet.
   *
   * @param master a master URL this provider accepts
   * @param appName the name of the program
   * @param settings configuration keys that are not the streaming layer's, untouched
   * @param clock the clock of the program
   * @param serializer the form of received records; serializable, as receivers use it where they
   *     run
   */
  Engine create(
      String master,
      String appName,
      Map<String, String> settings,
      Clock clock,
      Serializer serializer);
}
