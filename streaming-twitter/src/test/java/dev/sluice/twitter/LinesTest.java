package dev.sluice.twitter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinesTest {
  private static List<String> read(Lines lines) throws IOException {
    List<String> all = new ArrayList<>();
    byte[] line = lines.next();
    while (line != null) {
      all.add(new String(line, StandardCharsets.UTF_8));
      line = lines.next();
    }
    return all;
  }

  /** Hands out so many bytes at a time. */
  private static InputStream inPieces(String text, int bytes) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {
      @Override
      public synchronized int read(byte[] into, int offset, int length) {
        return super.read(into, offset, Math.min(length, bytes));
      }
    };
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 100})
  void lines_are_the_same_in_whatever_pieces_they_come(int bytes) throws IOException {
    Lines lines = new Lines(inPieces("größer\r\n\r\nb\r\rc\n\nlast\r\n", bytes), 100);

    assertThat(read(lines)).containsExactly("größer", "", "b\r\rc", "", "last");
    assertThat(lines.isCutOff()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 100})
  void a_line_that_is_too_long_is_left_out_and_counted_once(int bytes) throws IOException {
    Lines lines = new Lines(inPieces("short\r\n" + "x".repeat(50) + "\r\nnext\r\n", bytes), 10);

    assertThat(read(lines)).containsExactly("short", "next");
    assertThat(lines.takeTooLong()).isEqualTo(1);
    assertThat(lines.takeTooLong()).isZero();
  }

  @Test
  void what_has_no_end_is_cut_off() throws IOException {
    Lines lines = new Lines(inPieces("whole\r\npart", 100), 100);

    assertThat(read(lines)).containsExactly("whole");
    assertThat(lines.isCutOff()).isTrue();
  }

  @Test
  void a_long_line_that_has_no_end_is_cut_off_and_not_too_long() throws IOException {
    Lines lines = new Lines(inPieces("x".repeat(50), 7), 10);

    assertThat(read(lines)).isEmpty();
    assertThat(lines.isCutOff()).isTrue();
    assertThat(lines.takeTooLong()).isZero();
  }
}
