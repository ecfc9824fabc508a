package dev.sluice.pekko;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import dev.sluice.rdd.StorageLevel;
import java.io.Serializable;
import org.apache.pekko.actor.SupervisorStrategy;
import org.jspecify.annotations.Nullable;

/** How a stream keeps, supervises and runs its actor. Immutable. */
public final class PekkoOptions implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final String DEFAULTS = "defaults.conf";

  private final StorageLevel level;

  /** A strategy need not be serializable while the program stays in one process. */
  @SuppressWarnings("serial")
  private final @Nullable SupervisorStrategy supervision;

  private final String settings;

  private PekkoOptions(
      StorageLevel level, @Nullable SupervisorStrategy supervision, String settings) {
    this.level = level;
    this.supervision = supervision;
    this.settings = settings;
  }

  /**
   * Blocks in memory and on disk as bytes, in two copies; restarts of an actor that throws a {@link
   * RuntimeException}; an actor system without network.
   */
  public static PekkoOptions defaults() {
    return new PekkoOptions(StorageLevel.MEMORY_AND_DISK_SER_2, null, "");
  }

  /** Where blocks are kept. */
  public PekkoOptions withStorageLevel(StorageLevel storageLevel) {
    return new PekkoOptions(storageLevel, supervision, settings);
  }

  /**
   * What is done when the actor fails. An actor that is stopped, or whose failure is escalated, is
   * started again with the receiver, after a wait. To run on executors of Spark it has to be
   * serializable.
   */
  public PekkoOptions withSupervision(SupervisorStrategy strategy) {
    return new PekkoOptions(level, strategy, settings);
  }

  /**
   * Settings of the actor system, over those that this module has: dispatchers, mailboxes, remoting
   * with its module on the class path. They may hold secrets, and are shown nowhere.
   *
   * @param hocon in the form of an {@code application.conf}, which itself is not read
   * @throws IllegalArgumentException if it is not of that form
   */
  public PekkoOptions withSettings(String hocon) {
    try {
      Config unused = ConfigFactory.parseString(hocon);
    } catch (ConfigException failure) {
      throw new IllegalArgumentException(
          "Cannot read the settings of an actor system: found an error in line %d, expected HOCON as in an application.conf"
              .formatted(failure.origin() == null ? 0 : failure.origin().lineNumber()));
    }
    return new PekkoOptions(level, supervision, hocon);
  }

  StorageLevel level() {
    return level;
  }

  SupervisorStrategy supervision() {
    return supervision == null ? Supervision.byDefault() : supervision;
  }

  /** All settings of an actor system. */
  Config settings(ClassLoader loader) {
    return ConfigFactory.parseString(settings)
        .withFallback(ConfigFactory.parseResources(PekkoOptions.class, DEFAULTS))
        .withFallback(ConfigFactory.defaultReferenceUnresolved(loader))
        .resolve();
  }
}
