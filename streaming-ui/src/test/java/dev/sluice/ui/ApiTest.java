package dev.sluice.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.function.Tuple2;
import dev.sluice.streaming.StreamingException;
import dev.sluice.testkit.TestStreams;
import dev.sluice.time.Durations;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApiTest {
  private Reader reader;
  private TestStreams streams;

  @BeforeEach
  void create() throws Exception {
    reader = new Reader(Reader.freePort());
    streams = TestStreams.create(Reader.shownOn(reader.port()), Durations.seconds(1));
  }

  @AfterEach
  void close() {
    streams.close();
  }

  private void countWords() {
    streams
        .input(List.of(List.of("a b", "b"), List.of("c"), List.of("d d d d")))
        .flatMap(line -> List.of(line.split(" ")))
        .mapToPair(word -> new Tuple2<>(word, 1))
        .<Integer>updateStateByKey((ones, total) -> Optional.of(total.orElse(0) + ones.size()))
        .named("totals")
        .foreachRDD(rdd -> rdd.collect());
    streams.start();
  }

  @Test
  void the_summary_tells_a_program_at_a_glance() throws Exception {
    countWords();
    streams.advance(2);

    JsonNode summary = reader.json("/api/v1/summary");

    assertThat(summary.path("application").asText()).isEqualTo("test");
    assertThat(summary.path("state").asText()).isEqualTo("RUNNING");
    assertThat(summary.path("failure").isNull()).isTrue();
    assertThat(summary.path("batchIntervalMs").asLong()).isEqualTo(1000);
    assertThat(summary.path("nowMs").asLong()).isEqualTo(2000);
    assertThat(summary.path("uptimeMs").asLong()).isEqualTo(2000);
    assertThat(summary.at("/verdict/state").asText()).isEqualTo("KEEPING_UP");
    assertThat(summary.at("/verdict/behindMs").asLong()).isZero();
    assertThat(summary.at("/verdict/sentence").asText())
        .isEqualTo("Keeping up: batches take 0 ms of their 1.0 s.");
    assertThat(summary.at("/batches/completed").asLong()).isEqualTo(2);
    assertThat(summary.at("/batches/retainedMax").asLong()).isEqualTo(1000);
    assertThat(summary.at("/records/received").asLong()).isEqualTo(3);
    assertThat(summary.at("/records/processed").asLong()).isEqualTo(3);
    assertThat(summary.at("/averages/recordsPerSecond").asDouble()).isEqualTo(1.5);
    assertThat(summary.at("/lastBatch/timeMs").asLong()).isEqualTo(2000);
    assertThat(summary.at("/streams/0/hasReceiver").asBoolean()).isFalse();
    assertThat(summary.at("/outputs/0/name").asText()).isEqualTo("foreachRDD");
    assertThat(summary.at("/outputs/0/description").asText())
        .startsWith("foreachRDD at ApiTest.java:");
  }

  @Test
  void a_program_without_batches_is_starting_and_has_no_figures() throws Exception {
    countWords();

    JsonNode summary = reader.json("/api/v1/summary");

    assertThat(summary.path("state").asText()).isEqualTo("STARTING");
    assertThat(summary.at("/verdict/state").asText()).isEqualTo("STARTING");
    assertThat(summary.at("/averages/recordsPerSecond").isNull()).isTrue();
    assertThat(summary.path("lastBatch").isNull()).isTrue();
    assertThat(reader.json("/api/v1/history").path("timesMs")).isEmpty();
  }

  @Test
  void the_history_has_a_column_for_each_figure() throws Exception {
    countWords();
    streams.advance(3);

    JsonNode history = reader.json("/api/v1/history");

    assertThat(numbers(history.path("timesMs"))).containsExactly(1000L, 2000L, 3000L);
    assertThat(numbers(history.at("/recordsPerSecond/0"))).containsExactly(2L, 1L, 1L);
    assertThat(numbers(history.path("records"))).containsExactly(2L, 1L, 1L);
    assertThat(history.path("schedulingDelayMs")).hasSize(3);
    assertThat(history.path("processingTimeMs")).hasSize(3);
    assertThat(history.path("totalDelayMs")).hasSize(3);
    assertThat(history.path("failed")).hasSize(3).allMatch(failed -> !failed.asBoolean());
    assertThat(numbers(reader.json("/api/v1/history?since=2000").path("timesMs")))
        .containsExactly(3000L);
  }

  @Test
  void batches_are_selected_sorted_and_paged() throws Exception {
    countWords();
    streams.advance(3);

    JsonNode page =
        reader.json("/api/v1/batches?status=ENDED&sort=timeMs&order=asc&offset=1&limit=1");

    assertThat(page.path("total").asInt()).isEqualTo(3);
    assertThat(page.at("/counts/COMPLETED").asInt()).isEqualTo(3);
    assertThat(page.path("batches")).hasSize(1);
    assertThat(page.at("/batches/0/timeMs").asLong()).isEqualTo(2000);
    assertThat(page.at("/batches/0/status").asText()).isEqualTo("COMPLETED");
    assertThat(page.at("/batches/0/outputs/done").asInt()).isEqualTo(1);
    assertThat(page.at("/batches/0/failure").isNull()).isTrue();
    assertThat(reader.json("/api/v1/batches?sort=records").at("/batches/0/timeMs").asLong())
        .isEqualTo(1000);
    assertThat(reader.json("/api/v1/batches?status=FAILED,QUEUED").path("total").asInt()).isZero();
  }

  @Test
  void a_batch_is_told_with_its_operations_and_their_stages() throws Exception {
    countWords();
    streams.advance(3);

    JsonNode batch = reader.json("/api/v1/batches/2000");

    assertThat(batch.path("timeMs").asLong()).isEqualTo(2000);
    assertThat(batch.path("previousTimeMs").asLong()).isEqualTo(1000);
    assertThat(batch.path("nextTimeMs").asLong()).isEqualTo(3000);
    assertThat(batch.at("/inputs/0/records").asLong()).isEqualTo(1);
    JsonNode operation = batch.at("/operations/0");
    assertThat(operation.path("status").asText()).isEqualTo("COMPLETED");
    assertThat(operation.path("stages")).hasSize(2);
    assertThat(operation.at("/stages/0/name").asText()).startsWith("map stage of shuffle");
    assertThat(operation.at("/stages/1/name").asText()).isEqualTo("result stage");
    assertThat(operation.path("stages"))
        .allMatch(stage -> stage.path("status").asText().equals("COMPLETED"))
        .allMatch(stage -> stage.path("tasksDone").asInt() == stage.path("tasks").asInt())
        .allMatch(stage -> stage.path("tasks").asInt() > 0)
        .allMatch(stage -> stage.path("durationMs").asDouble() >= 0);
    assertThat(reader.get("/api/v1/batches/2500").statusCode()).isEqualTo(404);
    assertThat(reader.get("/api/v1/batches/x").statusCode()).isEqualTo(404);
  }

  @Test
  void a_failed_batch_tells_why() throws Exception {
    streams
        .input(List.of(List.of("bad")))
        .map(
            word -> {
              throw new IllegalStateException("no such word");
            })
        .foreachRDD(rdd -> rdd.collect());
    streams.start();
    assertThatThrownBy(() -> streams.advance(1)).isInstanceOf(StreamingException.class);

    JsonNode batch = reader.json("/api/v1/batches/1000");
    JsonNode summary = reader.json("/api/v1/summary");

    assertThat(batch.path("status").asText()).isEqualTo("FAILED");
    assertThat(batch.path("failure").asText())
        .isEqualTo("java.lang.IllegalStateException: no such word");
    assertThat(batch.at("/operations/0/failure/message").asText())
        .isEqualTo("java.lang.IllegalStateException: no such word");
    assertThat(batch.at("/operations/0/failure/stack").asText())
        .contains("at dev.sluice.ui.ApiTest");
    assertThat(batch.at("/operations/0/stages/0/status").asText()).isEqualTo("FAILED");
    assertThat(batch.at("/operations/0/stages/0/tasksFailed").asInt()).isPositive();
    assertThat(summary.path("state").asText()).isEqualTo("FAILED");
    assertThat(summary.at("/verdict/state").asText()).isEqualTo("FAILED");
    assertThat(summary.at("/verdict/sentence").asText()).contains("no such word");
    assertThat(summary.at("/failure/stack").asText()).contains("at dev.sluice.ui.ApiTest");
    assertThat(reader.json("/api/v1/history").at("/failed/0").asBoolean()).isTrue();
  }

  @Test
  void the_graph_has_names_states_and_edges() throws Exception {
    countWords();
    streams.advance(2);

    JsonNode graph = reader.json("/api/v1/graph");

    List<String> roles = new ArrayList<>();
    graph.path("nodes").forEach(node -> roles.add(node.path("role").asText()));
    assertThat(roles).startsWith("INPUT").endsWith("OUTPUT").contains("OPERATOR", "STATE");
    JsonNode state = node(graph, "STATE");
    assertThat(state.path("name").asText()).isEqualTo("totals");
    assertThat(state.path("stateKeys").asLong()).isEqualTo(3);
    assertThat(node(graph, "INPUT").path("records").asLong()).isEqualTo(1);
    assertThat(state.path("place").asText()).startsWith("ApiTest.java:");
    assertThat(flatMap(graph).path("records").asLong()).isEqualTo(1);
    assertThat(flatMap(graph).path("recordsBatchTimeMs").asLong()).isEqualTo(2000);
    assertThat(graph.path("batchTimeMs").asLong()).isEqualTo(2000);
    assertThat(graph.path("edges")).hasSize(graph.path("nodes").size() - 1);
  }

  private static JsonNode flatMap(JsonNode graph) {
    for (JsonNode node : graph.path("nodes")) {
      if (node.path("kind").asText().equals("flatMap")) {
        return node;
      }
    }
    throw new AssertionError("no flatMap in " + graph);
  }

  private static JsonNode node(JsonNode graph, String role) {
    for (JsonNode node : graph.path("nodes")) {
      if (node.path("role").asText().equals(role)) {
        return node;
      }
    }
    throw new AssertionError("no node of role " + role + " in " + graph);
  }

  @Test
  void storage_and_guarantees_of_a_program_that_keeps_nothing() throws Exception {
    countWords();
    streams.advance(1);

    JsonNode storage = reader.json("/api/v1/storage");
    JsonNode guarantees = reader.json("/api/v1/guarantees");

    assertThat(storage.at("/blocks/memoryLimitBytes").asLong()).isPositive();
    assertThat(storage.at("/unprocessed/limitBytes").asLong()).isPositive();
    assertThat(storage.at("/heap/usedBytes").asLong()).isPositive();
    assertThat(storage.path("checkpoint").isNull()).isTrue();
    assertThat(storage.at("/writeAheadLog/enabled").asBoolean()).isFalse();
    assertThat(storage.at("/states/0/keys").asLong()).isEqualTo(2);
    assertThat(guarantees.path("progress").asText()).isEqualTo("in memory, lost with the driver");
    assertThat(guarantees.path("inputs")).hasSize(1);
    assertThat(guarantees.at("/outputs/0/promise").asText()).isEqualTo("at least once");
  }

  @Test
  void bad_parameters_are_refused_with_a_sentence() throws Exception {
    countWords();

    for (String query :
        List.of(
            "limit=0",
            "limit=1001",
            "limit=x",
            "offset=-1",
            "status=DONE",
            "sort=name",
            "order=up")) {
      var response = reader.get("/api/v1/batches?" + query);
      assertThat(response.statusCode()).describedAs(query).isEqualTo(400);
      assertThat(Reader.parse(response.body()).path("error").asText()).contains("expected");
    }
    assertThat(reader.get("/api/v1/history?since=x").statusCode()).isEqualTo(400);
    assertThat(reader.get("/api/v1/nothing").statusCode()).isEqualTo(404);
  }

  private static List<Long> numbers(JsonNode array) {
    List<Long> numbers = new ArrayList<>();
    array.forEach(number -> numbers.add(number.asLong()));
    return numbers;
  }
}
