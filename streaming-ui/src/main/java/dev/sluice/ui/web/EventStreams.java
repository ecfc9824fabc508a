package dev.sluice.ui.web;

import dev.sluice.ui.api.HistoryJson;
import dev.sluice.ui.api.Json;
import dev.sluice.ui.api.SummaryJson;
import dev.sluice.ui.history.Batch;
import dev.sluice.ui.history.Watched;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells viewers what changes, at most once a second however short batches are. A viewer that does
 * not read fast enough is told less often and misses nothing. Without viewers it does nothing.
 *
 * <p>Thread-safe: viewers are in a list that is copied when it changes; events are made on the
 * background thread only.
 */
final class EventStreams {
  private static final Logger LOG = LoggerFactory.getLogger(EventStreams.class);
  private static final long TICK_MS = 250;
  private static final long PAUSE_TICKS = Duration.ofSeconds(1).toMillis() / TICK_MS;
  private static final long QUIET_TICKS = Duration.ofSeconds(5).toMillis() / TICK_MS;
  private static final int MOST_VIEWERS = 32;

  private final Watched program;
  private final boolean token;
  private final ScheduledExecutorService background;
  private final List<Viewer> viewers = new CopyOnWriteArrayList<>();
  private long toldEnded = -1;
  private long ticksSinceTold;
  private boolean failed;

  /**
   * No viewers.
   *
   * @param background one thread, which stays the caller's
   */
  EventStreams(Watched program, boolean token, ScheduledExecutorService background) {
    this.program = program;
    this.token = token;
    this.background = background;
  }

  /** Begins to tell. */
  void start() {
    var unused =
        background.scheduleAtFixedRate(this::tick, TICK_MS, TICK_MS, TimeUnit.MILLISECONDS);
  }

  /** Takes a viewer, or says why not. */
  Optional<Answer> open(Response response, Callback callback) {
    Viewer viewer = new Viewer(response, callback);
    synchronized (this) {
      if (viewers.size() >= MOST_VIEWERS) {
        return Optional.of(Answer.error(503, "There are too many viewers."));
      }
      viewers.add(viewer);
    }
    response.setStatus(200);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/event-stream;charset=utf-8");
    background.execute(
        () -> guarded(() -> tell(List.of(viewer), program.history().totals().ended())));
    return Optional.empty();
  }

  private void tick() {
    guarded(this::tellIfNews);
  }

  /** A failure here is no reason to end: the next time may do. */
  private void guarded(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException e) {
      if (!failed) {
        failed = true;
        LOG.warn("Cannot tell viewers what changes; the program goes on", e);
      }
    }
  }

  private void tellIfNews() {
    if (viewers.isEmpty()) {
      return;
    }
    viewers.removeIf(Viewer::isGone);
    long ended = program.history().totals().ended();
    ticksSinceTold++;
    boolean isNews = ended != toldEnded && ticksSinceTold >= PAUSE_TICKS;
    if (isNews || ticksSinceTold >= QUIET_TICKS) {
      toldEnded = ended;
      ticksSinceTold = 0;
      tell(viewers, ended);
    }
  }

  /** Viewers who were told the same before are told the same now: it is written once. */
  private void tell(List<Viewer> some, long ended) {
    String summary = event("summary", Json.text(SummaryJson.of(program, token)));
    Map<Long, ByteBuffer> news = new HashMap<>();
    for (Viewer viewer : some) {
      if (viewer.isReady()) {
        long told = viewer.told();
        ByteBuffer text = news.computeIfAbsent(told, any -> bytes(summary + points(told, ended)));
        viewer.tell(text.duplicate(), ended);
      }
    }
  }

  private String points(long told, long ended) {
    List<Batch> batches = program.history().ended(told, ended);
    return told >= 0 && batches.isEmpty()
        ? ""
        : event("points", Json.text(HistoryJson.of(program, batches)));
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)).asReadOnlyBuffer();
  }

  private static String event(String name, String data) {
    return "event: " + name + "\ndata: " + data + "\n\n";
  }

  /** Tells all viewers that the program has ended; on the background thread. */
  void end() {
    ByteBuffer last = bytes(event("end", "{\"state\":\"STOPPED\"}"));
    viewers.forEach(viewer -> viewer.end(last.duplicate()));
    viewers.clear();
  }
}
