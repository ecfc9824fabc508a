package com.example.stomp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StompFrameTest {

  @Test
  void a_frame_is_read_as_it_was_written() throws IOException {
    StompFrame frame =
        new StompFrame("MESSAGE", Map.of("a:b\\", "c\nd\re"), "to be".getBytes(UTF_8));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    frame.writeTo(bytes);

    StompFrame read = StompFrame.read(new ByteArrayInputStream(bytes.toByteArray()));

    assertEquals("MESSAGE", read.command());
    assertEquals(frame.headers(), read.headers());
    assertArrayEquals(frame.body(), read.body());
  }

  @Test
  void heart_beats_are_passed_over_and_the_end_is_no_frame() throws IOException {
    ByteArrayInputStream in = new ByteArrayInputStream("\n\r\nRECEIPT\r\n\r\n\0\n".getBytes(UTF_8));

    assertEquals("RECEIPT", StompFrame.read(in).command());
    assertNull(StompFrame.read(in));
  }

  @Test
  void a_body_with_a_length_may_have_zeros() throws IOException {
    ByteArrayInputStream in =
        new ByteArrayInputStream("MESSAGE\ncontent-length:3\n\n\0a\0\0".getBytes(UTF_8));

    assertArrayEquals(new byte[] {0, 'a', 0}, StompFrame.read(in).body());
  }

  @Test
  void a_frame_that_is_cut_off_is_an_error() {
    ByteArrayInputStream in = new ByteArrayInputStream("MESSAGE\n\nto b".getBytes(UTF_8));

    assertThrows(EOFException.class, () -> StompFrame.read(in));
  }

  @Test
  void a_length_that_is_too_large_is_an_error() {
    ByteArrayInputStream in =
        new ByteArrayInputStream("MESSAGE\ncontent-length:99999999\n\n".getBytes(UTF_8));

    assertThrows(IOException.class, () -> StompFrame.read(in));
  }
}
