package dev.sluice.flume.agent;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A request to an agent, by a connection of its own, without a thread that stays. Stateless. */
final class HttpExchange {
  private static final String END_OF_HEADERS = "\r\n\r\n";
  private static final int TIMEOUT_MS = 60_000;

  private HttpExchange() {}

  /**
   * Asks, and waits for the answer.
   *
   * @param port of the loopback address
   * @param request its first line
   * @return the body of the answer
   * @throws IOException if there is none, or its status is not 200
   */
  static String of(int port, String request, String body) throws IOException {
    byte[] content = body.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    message.writeBytes(
        "%s\r\nContent-Type: application/json; charset=UTF-8\r\nContent-Length: %d%s"
            .formatted(request, content.length, END_OF_HEADERS)
            .getBytes(StandardCharsets.US_ASCII));
    message.writeBytes(content);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(TIMEOUT_MS);
      socket.getOutputStream().write(message.toByteArray());
      return bodyOf(
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8), request);
    }
  }

  private static String bodyOf(String answer, String request) throws IOException {
    int body = answer.indexOf(END_OF_HEADERS);
    if (body < 0 || !answer.matches("(?s)HTTP/1\\.[01] 200 .*")) {
      throw new IOException(
          "Cannot ask the agent: found the answer %s to %s, expected status 200"
              .formatted(answer.lines().findFirst().orElse("nothing"), request));
    }
    return answer.substring(body + END_OF_HEADERS.length());
  }
}
