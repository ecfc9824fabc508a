package dev.sluice.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.listener.StreamingEvent;
import dev.sluice.listener.StreamingListener;
import dev.sluice.rdd.RDD;
import dev.sluice.time.Durations;
import dev.sluice.time.ManualClock;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExtensionsTest {
  private static final List<String> LOG = new CopyOnWriteArrayList<>();

  private final ClassLoader before = Thread.currentThread().getContextClassLoader();
  private final ManualClock clock = new ManualClock();

  @TempDir Path directory;

  @BeforeEach
  void clear() {
    LOG.clear();
    RecordedLog.clear();
  }

  @AfterEach
  void restore() {
    Thread.currentThread().setContextClassLoader(before);
  }

  private void provide(Object... names) throws IOException {
    Path services = Files.createDirectories(directory.resolve("META-INF/services"));
    StringBuilder text = new StringBuilder();
    for (Object name : names) {
      text.append(name instanceof Class<?> type ? type.getName() : name).append('\n');
    }
    Files.writeString(services.resolve(ContextExtension.class.getName()), text);
    Thread.currentThread()
        .setContextClassLoader(new URLClassLoader(new URL[] {directory.toUri().toURL()}, before));
  }

  private StreamingContext context() {
    StreamingConf conf = StreamingConf.empty().setMaster("local[1]").setAppName("extended");
    StreamingContext context = new StreamingContext(conf, Durations.seconds(1), clock);
    Queue<RDD<String>> queue = new ArrayDeque<>();
    queue.add(context.rddContext().parallelize(List.of("a")));
    context.queueStream(queue).foreachRDD(rdd -> {});
    return context;
  }

  @Test
  void an_extension_hears_everything_from_before_the_start_to_after_the_last_event()
      throws Exception {
    provide(Hearing.class);
    try (StreamingContext context = context()) {
      context.start();
      clock.advance(Durations.seconds(1));
    }

    assertThat(LOG).containsExactly("extended", "started", "batch", "stopped", "closed");
  }

  @Test
  void an_extension_that_fails_is_a_warning_and_others_go_on() throws Exception {
    provide(Failing.class, "no.such.Extension", Hearing.class);
    try (StreamingContext context = context()) {
      context.start();
      clock.advance(Durations.seconds(1));
      assertThat(context.monitor().failure()).isEmpty();
    }

    assertThat(LOG).contains("extended", "batch", "closed");
    assertThat(RecordedLog.lines())
        .anyMatch(line -> line.startsWith("WARN Cannot start " + Failing.class.getName()))
        .anyMatch(line -> line.startsWith("WARN Cannot load an extension"));
  }

  @Test
  void an_impossible_setting_stops_the_start_and_ends_what_had_begun() throws Exception {
    provide(Hearing.class, Refusing.class);
    try (StreamingContext context = context()) {
      assertThatIllegalArgumentException().isThrownBy(context::start).withMessage("impossible");
      assertThat(LOG).containsExactly("extended", "closed");
    }
  }

  @Test
  void one_that_cannot_be_closed_does_not_keep_others_from_being() throws Exception {
    provide(Staying.class, Hearing.class);
    try (StreamingContext context = context()) {
      context.start();
    }

    assertThat(LOG).endsWith("closed");
    assertThat(RecordedLog.lines()).anyMatch(line -> line.startsWith("WARN Cannot end "));
  }

  /** Writes down what it hears. */
  public static final class Hearing implements ContextExtension, StreamingListener {
    /** For the service loader. */
    public Hearing() {}

    @Override
    public Optional<AutoCloseable> start(StreamingContext context) {
      LOG.add(context.monitor().application());
      context.addStreamingListener(this);
      return Optional.of(() -> LOG.add("closed"));
    }

    @Override
    public void onStreamingStarted(StreamingEvent.StreamingStarted event) {
      LOG.add("started");
    }

    @Override
    public void onBatchCompleted(StreamingEvent.BatchCompleted event) {
      LOG.add("batch");
    }

    @Override
    public void onStreamingStopped(StreamingEvent.StreamingStopped event) {
      LOG.add("stopped");
    }
  }

  /** Fails to start. */
  public static final class Failing implements ContextExtension {
    /** For the service loader. */
    public Failing() {}

    @Override
    public Optional<AutoCloseable> start(StreamingContext context) throws IOException {
      throw new IOException("no port");
    }
  }

  /** Finds a setting impossible. */
  public static final class Refusing implements ContextExtension {
    /** For the service loader. */
    public Refusing() {}

    @Override
    public Optional<AutoCloseable> start(StreamingContext context) {
      throw new IllegalArgumentException("impossible");
    }
  }

  /** Cannot be closed. */
  public static final class Staying implements ContextExtension {
    /** For the service loader. */
    public Staying() {}

    @Override
    public Optional<AutoCloseable> start(StreamingContext context) {
      return Optional.of(
          () -> {
            throw new IOException("stays");
          });
    }
  }
}
