package dev.sluice.s3.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class S3ServerTest {
  private static final int WRITERS = 10;
  private static S3Server server;

  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeAll
  static void start() throws IOException {
    server = S3Server.start();
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  private static HttpRequest write(String key, String condition, String value) {
    return HttpRequest.newBuilder(uri(key))
        .header(condition, value)
        .PUT(HttpRequest.BodyPublishers.ofString("content"))
        .build();
  }

  private static URI uri(String key) {
    return server.endpoint().resolve("/" + S3Server.BUCKET + "/" + key);
  }

  @Test
  void of_many_who_make_an_object_at_once_one_does() {
    List<CompletableFuture<HttpResponse<Void>>> answers = new ArrayList<>();
    for (int k = 0; k < WRITERS; k++) {
      answers.add(client.sendAsync(write("made", "If-None-Match", "*"), BodyHandlers.discarding()));
    }
    List<Integer> codes = answers.stream().map(answer -> answer.join().statusCode()).toList();

    assertThat(codes).containsOnly(200, 412).containsOnlyOnce(200).hasSize(WRITERS);
  }

  @Test
  void an_object_is_replaced_only_while_it_is_the_one_that_was_seen() throws Exception {
    String etag =
        client
            .send(write("seen", "If-None-Match", "*"), BodyHandlers.discarding())
            .headers()
            .firstValue("ETag")
            .orElseThrow();

    assertThat(code("seen", "\"0\"")).isEqualTo(412);
    assertThat(code("seen", etag)).isEqualTo(200);
  }

  private int code(String key, String etag) throws Exception {
    return client.send(write(key, "If-Match", etag), BodyHandlers.discarding()).statusCode();
  }

  @Test
  void nobody_else_on_the_network_reaches_it() throws IOException {
    int port = server.endpoint().getPort();
    for (NetworkInterface each : NetworkInterface.networkInterfaces().toList()) {
      for (InetAddress address : each.inetAddresses().toList()) {
        if (!address.isLoopbackAddress()) {
          assertThat(isOpen(address, port)).as("%s", address).isFalse();
        }
      }
    }
    assertThat(isOpen(InetAddress.getLoopbackAddress(), port)).isTrue();
  }

  private static boolean isOpen(InetAddress address, int port) {
    try (Socket socket = new Socket(address, port)) {
      return socket.isConnected();
    } catch (IOException refused) {
      return false;
    }
  }
}
