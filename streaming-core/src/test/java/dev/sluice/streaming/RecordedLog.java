package dev.sluice.streaming;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.helpers.NOPMDCAdapter;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * Keeps what contexts log at INFO and above, and of all others the warnings, for tests to look at;
 * SLF4J finds it as a service. Thread-safe: in lists that are copied when they change.
 */
public final class RecordedLog implements SLF4JServiceProvider {
  private static final List<String> LINES = new CopyOnWriteArrayList<>();

  private static final List<Warning> WARNINGS = new CopyOnWriteArrayList<>();

  /** A warning of a logger. */
  private record Warning(String logger, String text) {}

  private final IMarkerFactory markers = new BasicMarkerFactory();
  private final MDCAdapter context = new NOPMDCAdapter();

  /** Forgets what was logged. */
  public static void clear() {
    LINES.clear();
    WARNINGS.clear();
  }

  /** What was logged since, each with its level. */
  static List<String> lines() {
    return List.copyOf(LINES);
  }

  /** What a class has warned of since. */
  public static List<String> warnings(Class<?> logger) {
    return WARNINGS.stream()
        .filter(warning -> warning.logger().equals(logger.getName()))
        .map(Warning::text)
        .toList();
  }

  @Override
  public ILoggerFactory getLoggerFactory() {
    return Recorder::new;
  }

  @Override
  public IMarkerFactory getMarkerFactory() {
    return markers;
  }

  @Override
  public MDCAdapter getMDCAdapter() {
    return context;
  }

  @Override
  public String getRequestedApiVersion() {
    return "2.0.99";
  }

  @Override
  public void initialize() {}

  /** Keeps what one logger is given. */
  private static final class Recorder extends LegacyAbstractLogger {
    private static final long serialVersionUID = 1L;

    private final boolean isOfContexts;

    Recorder(String name) {
      this.name = name;
      this.isOfContexts = name.equals(StreamingContext.class.getName());
    }

    @Override
    public boolean isTraceEnabled() {
      return false;
    }

    @Override
    public boolean isDebugEnabled() {
      return false;
    }

    @Override
    public boolean isInfoEnabled() {
      return isOfContexts;
    }

    @Override
    public boolean isWarnEnabled() {
      return true;
    }

    @Override
    public boolean isErrorEnabled() {
      return isOfContexts;
    }

    @Override
    protected String getFullyQualifiedCallerName() {
      return "";
    }

    @Override
    protected void handleNormalizedLoggingCall(
        Level level,
        @Nullable Marker marker,
        String message,
        Object @Nullable [] arguments,
        @Nullable Throwable thrown) {
      String text = MessageFormatter.basicArrayFormat(message, arguments);
      if (isOfContexts) {
        LINES.add(level + " " + text);
      } else {
        WARNINGS.add(new Warning(name, text));
      }
    }
  }
}
