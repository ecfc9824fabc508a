package dev.sluice.ui;

import dev.sluice.streaming.ContextExtension;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.streaming.StreamingContext;
import dev.sluice.streaming.UiKeys;
import dev.sluice.ui.history.BatchHistory;
import dev.sluice.ui.history.Watched;
import dev.sluice.ui.web.Binding;
import dev.sluice.ui.web.UiServer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows each context that starts, unless {@code streaming.ui.enabled} is false. Found by {@link
 * java.util.ServiceLoader}. Stateless.
 */
public final class UiExtension implements ContextExtension {
  private static final Logger LOG = LoggerFactory.getLogger(UiExtension.class);

  /** For the service loader. */
  public UiExtension() {}

  /**
   * Shows a context.
   *
   * @throws IllegalArgumentException if other machines could read and there is no token
   */
  @Override
  public Optional<AutoCloseable> start(StreamingContext context) throws Exception {
    StreamingConf conf = context.conf();
    if (!conf.get(UiKeys.ENABLED)) {
      return Optional.empty();
    }
    Binding binding =
        new Binding(conf.get(UiKeys.HOST), conf.get(UiKeys.PORT), conf.get(UiKeys.TOKEN));
    binding.require();
    BatchHistory history = new BatchHistory(conf.get(UiKeys.RETAINED_BATCHES));
    Watched program = new Watched(context.monitor(), history, conf.get(UiKeys.STALLED_AFTER));
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    SluiceMetrics metrics = new SluiceMetrics(program);
    metrics.bindTo(registry);
    UiServer server = new UiServer(binding, program, registry::scrape);
    server.start();
    Listening listening = new Listening(history, metrics.listener());
    context.addStreamingListener(listening);
    LOG.info("{} is shown at {}", program.monitor().application(), server.address());
    return Optional.of(
        () -> {
          context.removeStreamingListener(listening);
          try {
            server.close();
          } finally {
            registry.close();
          }
        });
  }
}
