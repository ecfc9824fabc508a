package dev.sluice.ui;

import dev.sluice.listener.StreamingListener;
import dev.sluice.streaming.StreamingContext;
import dev.sluice.ui.history.BatchHistory;
import dev.sluice.ui.history.Texts;
import dev.sluice.ui.history.Watched;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * What is measured of a program, for a registry of Micrometer. The page has a registry of its own;
 * to have the figures among those of an application, bind them to its registry before the context
 * starts:
 *
 * <pre>{@code
 * new SluiceMetrics(context).bindTo(registry);
 * }</pre>
 *
 * <p>Every meter has the tag {@code application}. Names and units are in METRICS.md. Thread-safe:
 * as its parts are.
 */
public final class SluiceMetrics implements MeterBinder {
  private static final int LOOKED_AT = 100;

  private final Watched program;
  private final @Nullable StreamingContext context;
  private final List<BatchMeters> bound = new CopyOnWriteArrayList<>();

  /**
   * Measures a context that has not started.
   *
   * @param context the context; gets a listener with the first registry
   */
  public SluiceMetrics(StreamingContext context) {
    this(new Watched(context.monitor(), new BatchHistory(LOOKED_AT), Optional.empty()), context);
  }

  /** Measures a program whose history is told what happens. */
  SluiceMetrics(Watched program) {
    this(program, null);
  }

  private SluiceMetrics(Watched program, @Nullable StreamingContext context) {
    this.program = program;
    this.context = context;
  }

  /** Registers all meters. */
  @Override
  public void bindTo(MeterRegistry registry) {
    Tags tags = Tags.of("application", Texts.name(program.monitor().application()));
    BatchMeters batches = new BatchMeters(registry, tags, program);
    Meters meters = new Meters(registry, tags, program);
    ProgramMeters.register(meters);
    ResourceMeters.register(meters);
    boolean isFirst = bound.isEmpty();
    bound.add(batches);
    if (isFirst && context != null) {
      context.addStreamingListener(new Listening(program.history(), listener()));
    }
  }

  /** Is told what happens, for what is measured of each batch. */
  StreamingListener listener() {
    return new BatchMeters.All(bound);
  }
}
