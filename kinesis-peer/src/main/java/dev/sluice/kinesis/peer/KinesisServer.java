package dev.sluice.kinesis.peer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Answers calls of Kinesis, of the token service and of CloudWatch, which only says yes, and orders
 * of tests. Thread-safe: its parts are.
 */
final class KinesisServer {
  private static final int OK = 200;
  private static final int WRONG = 400;
  private static final byte[] EMPTY_CBOR = {(byte) 0xBF, (byte) 0xFF};

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Calls calls;
  private final Orders orders;

  KinesisServer(int port, Streams streams, LeaseTable leases) throws IOException {
    this.calls = new Calls(streams);
    this.orders = new Orders(streams, leases);
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.createContext("/orders/", this::order);
  }

  void start() {
    server.start();
  }

  void stop() {
    server.stop(0);
    threads.shutdown();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      Headers headers = exchange.getRequestHeaders();
      String target = headers.getFirst("X-Amz-Target");
      byte[] body = exchange.getRequestBody().readAllBytes();
      if (target != null && target.startsWith("Kinesis_")) {
        call(exchange, target.substring(target.indexOf('.') + 1), body);
      } else if (exchange.getRequestURI().getPath().contains("PutMetricData")) {
        exchange.getResponseHeaders().set("smithy-protocol", "rpc-v2-cbor");
        send(exchange, OK, "application/cbor", EMPTY_CBOR);
      } else {
        String form = new String(body, StandardCharsets.UTF_8);
        byte[] answer = Access.assume(headers, form).getBytes(StandardCharsets.UTF_8);
        send(exchange, OK, "text/xml", answer);
      }
    }
  }

  private void call(HttpExchange exchange, String name, byte[] body) throws IOException {
    String contentType = exchange.getRequestHeaders().getFirst("Content-Type");
    Wire wire = Wire.of(contentType);
    int status = OK;
    ObjectNode answer;
    try {
      Access.check(exchange.getRequestHeaders());
      JsonNode ask = wire.mapper().readTree(body);
      answer = calls.answer(name, ask, wire);
    } catch (RefusedCall refused) {
      status = WRONG;
      answer =
          JsonNodeFactory.instance
              .objectNode()
              .put("__type", refused.type())
              .put("message", refused.getMessage());
    }
    send(exchange, status, contentType, wire.mapper().writeValueAsBytes(answer));
  }

  private static void send(HttpExchange exchange, int status, String type, byte[] answer)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.getResponseHeaders().set("x-amzn-RequestId", UUID.randomUUID().toString());
    exchange.sendResponseHeaders(status, answer.length);
    exchange.getResponseBody().write(answer);
  }

  private void order(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String query = exchange.getRequestURI().getRawQuery();
      byte[] body = exchange.getRequestBody().readAllBytes();
      int status = OK;
      String answer;
      try {
        String name = path.substring(path.lastIndexOf('/') + 1);
        answer = orders.carryOut(name, Access.fields(query == null ? "" : query), body);
      } catch (InterruptedException interrupt) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted while an order was carried out");
      } catch (RuntimeException failure) {
        status = WRONG;
        answer = failure.toString();
      }
      send(exchange, status, "text/plain", answer.getBytes(StandardCharsets.UTF_8));
    }
  }
}
