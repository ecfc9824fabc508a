package dev.sluice.watch;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.LoggerFactory;

/**
 * The errors that were logged and the exceptions that ended threads, in this process. Thread-safe:
 * guarded by its monitor.
 */
final class Errors extends AppenderBase<ILoggingEvent> {
  private final List<String> found = new ArrayList<>();

  private Errors() {}

  /** All errors from now on. */
  static Errors observed() {
    Errors errors = new Errors();
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    errors.setContext(root.getLoggerContext());
    errors.start();
    root.addAppender(errors);
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, exception) ->
            root.error("Thread {} was ended by an exception", thread.getName(), exception));
    return errors;
  }

  @Override
  protected void append(ILoggingEvent event) {
    if (event.getLevel().isGreaterOrEqual(Level.ERROR)) {
      add(describe(event));
    }
  }

  private static String describe(ILoggingEvent event) {
    IThrowableProxy cause = event.getThrowableProxy();
    return "%s [%s]: %s%s"
        .formatted(
            event.getLoggerName(),
            event.getThreadName(),
            event.getFormattedMessage(),
            cause == null ? "" : "\n" + ThrowableProxyUtil.asString(cause));
  }

  private synchronized void add(String error) {
    found.add(error);
  }

  /** The errors since this was called before. */
  synchronized List<String> take() {
    List<String> taken = List.copyOf(found);
    found.clear();
    return taken;
  }
}
