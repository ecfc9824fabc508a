package dev.sluice.benchmarks.ui;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * Looks at a program as the page does: hears the events, asks once a second for what the view
 * needs, takes what is compressed, and goes on to the next view every other second. A process of
 * its own, so that what it takes is not the program's.
 */
public final class Viewer {
  private static final List<String> VIEWS =
      List.of(
          "", "receivers", "batches?sort=timeMs&order=desc&offset=0&limit=25", "graph", "storage");
  private static final int LOOKS = 2;
  private static final Pattern COUNTED = Pattern.compile("\"recordsBatchTimeMs\":(\\d+)");

  private final HttpClient client = HttpClient.newHttpClient();
  private final String base;

  private Viewer(int port) {
    this.base = "http://127.0.0.1:" + port + "/api/v1/";
  }

  /** Starts one. */
  static Process start(int port) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx64m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Viewer.class.getName(),
            Integer.toString(port))
        .inheritIO()
        .start();
  }

  /** Looks until it is ended; the argument is the port. */
  public static void main(String[] args) throws Exception {
    new Viewer(Integer.parseInt(args[0])).look();
  }

  private void look() throws IOException, InterruptedException {
    CompletableFuture<Void> events =
        client
            .sendAsync(request("events"), BodyHandlers.ofLines())
            .thenAcceptAsync(response -> response.body().forEach(line -> {}));
    ask("guarantees");
    for (int look = 0; !events.isDone(); look++) {
      String view = VIEWS.get(look / LOOKS % VIEWS.size());
      if (!view.isEmpty()) {
        Matcher counted = COUNTED.matcher(read(view));
        if (counted.find()) {
          ask("batches/" + counted.group(1));
        }
      }
      LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
    }
  }

  private void ask(String path) throws IOException, InterruptedException {
    var unused = read(path);
  }

  private String read(String path) throws IOException, InterruptedException {
    var response = client.send(request(path), BodyHandlers.ofByteArray());
    if (response.statusCode() != 200) {
      throw new IllegalStateException(
          "Cannot look at " + path + ": found status " + response.statusCode());
    }
    boolean isCompressed = response.headers().firstValue("Content-Encoding").isPresent();
    try (InputStream body = new ByteArrayInputStream(response.body());
        InputStream plain = isCompressed ? new GZIPInputStream(body) : body) {
      return new String(plain.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private HttpRequest request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path))
        .header("Accept-Encoding", "gzip")
        .build();
  }
}
