package dev.sluice.ui.web;

import dev.sluice.time.Time;
import dev.sluice.ui.api.BatchDetailJson;
import dev.sluice.ui.api.BatchesJson;
import dev.sluice.ui.api.DirectorySizes;
import dev.sluice.ui.api.GraphJson;
import dev.sluice.ui.api.GuaranteesJson;
import dev.sluice.ui.api.HealthJson;
import dev.sluice.ui.api.HistoryJson;
import dev.sluice.ui.api.ReceiversJson;
import dev.sluice.ui.api.StorageJson;
import dev.sluice.ui.api.SummaryJson;
import dev.sluice.ui.history.BatchHistory;
import dev.sluice.ui.history.Health;
import dev.sluice.ui.history.Watched;
import dev.sluice.ui.web.Parameters.BadParameterException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What there is under which path, but for events and files. Thread-safe: as its parts are. */
final class Routes {
  static final String API = "/api";
  private static final String V1 = API + "/v1";
  private static final Pattern BATCH = Pattern.compile(V1 + "/batches/(\\d{1,18})");

  private final Watched program;
  private final DirectorySizes directory;
  private final Supplier<String> metrics;
  private final boolean token;

  /**
   * Routes to what is known of a program.
   *
   * @param metrics in Prometheus' text format
   * @param token whether a token is wanted
   */
  Routes(Watched program, DirectorySizes directory, Supplier<String> metrics, boolean token) {
    this.program = program;
    this.directory = directory;
    this.metrics = metrics;
    this.token = token;
  }

  /** Whether what is under a path is for those only who may read. */
  static boolean isProtected(String path) {
    return path.equals(API) || path.startsWith(API + "/") || path.equals("/metrics");
  }

  /** The answer to a request; empty if there is nothing under its path. */
  Optional<Answer> answer(String path, Parameters parameters) throws BadParameterException {
    Matcher batch = BATCH.matcher(path);
    if (batch.matches()) {
      return Optional.of(batch(Long.parseLong(batch.group(1))));
    }
    return switch (path) {
      case V1 + "/summary" -> json(SummaryJson.of(program, token));
      case V1 + "/history" -> json(history(parameters.since()));
      case V1 + "/receivers" -> json(ReceiversJson.of(program));
      case V1 + "/batches" -> json(BatchesJson.of(program, parameters.batches()));
      case V1 + "/graph" -> json(GraphJson.of(program));
      case V1 + "/storage" -> json(StorageJson.of(program, directory));
      case V1 + "/guarantees" -> json(GuaranteesJson.of(program));
      case V1 + "/session" -> json(Map.of("authorized", true));
      case "/metrics" ->
          Optional.of(Answer.text(200, "text/plain;version=0.0.4;charset=utf-8", metrics.get()));
      case "/health/live" -> Optional.of(health(program.live()));
      case "/health/ready" -> Optional.of(health(program.ready()));
      default -> Optional.empty();
    };
  }

  private static Optional<Answer> json(Object value) {
    return Optional.of(Answer.json(value));
  }

  private HistoryJson history(OptionalLong since) {
    BatchHistory history = program.history();
    return HistoryJson.of(
        program,
        since.isPresent() ? history.newerThan(new Time(since.getAsLong())) : history.batches());
  }

  private Answer batch(long timeMs) {
    return BatchDetailJson.of(program, new Time(timeMs))
        .map(Answer::json)
        .orElseGet(
            () ->
                Answer.error(
                    404, "Batch " + timeMs + " does not exist, or is not retained any more."));
  }

  private static Answer health(Health health) {
    return Answer.json(health.up() ? 200 : 503, HealthJson.of(health));
  }
}
