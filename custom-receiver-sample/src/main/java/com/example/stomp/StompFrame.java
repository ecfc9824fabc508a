package com.example.stomp;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What STOMP 1.2 sends to and fro: a command, headers and a body. Immutable, if nobody changes the
 * body.
 */
record StompFrame(String command, Map<String, String> headers, byte[] body) {
  private static final int MOST_BYTES = 16 << 20;
  private static final int MOST_HEADER_BYTES = 64 << 10;

  static StompFrame of(String command, Map<String, String> headers) {
    return new StompFrame(command, headers, new byte[0]);
  }

  /** The header's value, or an empty text. */
  String header(String name) {
    return headers.getOrDefault(name, "");
  }

  /** Reads a frame and the empty lines before it, which are heart-beats; null at the end. */
  static StompFrame read(InputStream in) throws IOException {
    int first = in.read();
    while (first == '\n' || first == '\r') {
      first = in.read();
    }
    if (first < 0) {
      return null;
    }
    String command = (char) first + line(in);
    Map<String, String> headers = new LinkedHashMap<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      if (colon < 0) {
        throw new IOException("Cannot read a STOMP frame: found a header without a colon");
      }
      headers.putIfAbsent(
          unescaped(line.substring(0, colon)), unescaped(line.substring(colon + 1)));
    }
    return new StompFrame(command, headers, body(in, headers.get("content-length")));
  }

  private static byte[] body(InputStream in, String length) throws IOException {
    if (length == null) {
      return until(in, 0, MOST_BYTES);
    }
    int bytes = length(length);
    byte[] body = in.readNBytes(bytes);
    if (body.length < bytes || in.read() != 0) {
      throw new EOFException("Cannot read a STOMP frame: it ends too early or too late");
    }
    return body;
  }

  private static int length(String text) throws IOException {
    if (!text.matches("[0-9]{1,8}") || Integer.parseInt(text) > MOST_BYTES) {
      throw new IOException(
          "Cannot read a STOMP frame: found a bad length, expected at most " + MOST_BYTES);
    }
    return Integer.parseInt(text);
  }

  private static String line(InputStream in) throws IOException {
    String line = new String(until(in, '\n', MOST_HEADER_BYTES), StandardCharsets.UTF_8);
    return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
  }

  private static byte[] until(InputStream in, int end, int most) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int next = in.read(); next != end; next = in.read()) {
      if (next < 0) {
        throw new EOFException("Cannot read a STOMP frame: the connection ended within it");
      }
      if (bytes.size() == most) {
        throw new IOException("Cannot read a STOMP frame: it is too long, expected " + most);
      }
      bytes.write(next);
    }
    return bytes.toByteArray();
  }

  void writeTo(OutputStream out) throws IOException {
    boolean connects = command.startsWith("CONNECT");
    StringBuilder head = new StringBuilder(command).append('\n');
    headers.forEach(
        (name, value) ->
            head.append(connects ? name : escaped(name))
                .append(':')
                .append(connects ? value : escaped(value))
                .append('\n'));
    out.write(head.append('\n').toString().getBytes(StandardCharsets.UTF_8));
    out.write(body);
    out.write(0);
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("\r", "\\r").replace("\n", "\\n").replace(":", "\\c");
  }

  private static String unescaped(String text) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char next = text.charAt(i);
      if (next == '\\' && i + 1 < text.length()) {
        i++;
        plain.append(
            switch (text.charAt(i)) {
              case 'r' -> '\r';
              case 'n' -> '\n';
              case 'c' -> ':';
              default -> text.charAt(i);
            });
      } else {
        plain.append(next);
      }
    }
    return plain.toString();
  }
}
