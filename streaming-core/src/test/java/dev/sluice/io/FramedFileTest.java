package dev.sluice.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FramedFileTest {
  private static final String MAGIC = "SLUICEXX";
  private static final List<byte[]> FRAMES =
      List.of(new byte[] {1, 2, 3}, new byte[0], new byte[9]);

  private static byte[] file(int version) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    FramedFile.Writer writer = new FramedFile.Writer(bytes, MAGIC, version);
    for (byte[] frame : FRAMES) {
      writer.frame(ByteBuffer.wrap(frame));
    }
    writer.end();
    return bytes.toByteArray();
  }

  private static List<byte[]> read(byte[] bytes) throws IOException {
    FramedFile.Reader reader =
        new FramedFile.Reader(new ByteArrayInputStream(bytes), "some/file", MAGIC, 1);
    List<byte[]> frames = new ArrayList<>();
    Optional<ByteBuffer> next = reader.next();
    while (next.isPresent()) {
      frames.add(next.get().array());
      next = reader.next();
    }
    return frames;
  }

  private static void refused(byte[] bytes) {
    assertThatThrownBy(() -> read(bytes))
        .isInstanceOf(CorruptFileException.class)
        .hasMessageContainingAll("some/file", "found ", "at offset ", "expected ");
  }

  @Test
  void frames_come_back() throws IOException {
    assertThat(read(file(1))).usingRecursiveComparison().isEqualTo(FRAMES);
  }

  @Test
  void a_flipped_bit_anywhere_is_found() throws IOException {
    byte[] whole = file(1);
    for (int bit = 0; bit < whole.length * 8; bit++) {
      byte[] damaged = whole.clone();
      damaged[bit / 8] ^= (byte) (1 << (bit % 8));
      refused(damaged);
    }
  }

  @Test
  void a_file_cut_anywhere_or_with_more_behind_it_is_found() throws IOException {
    byte[] whole = file(1);
    for (int length = 0; length < whole.length; length++) {
      refused(Arrays.copyOf(whole, length));
      byte[] zeros = Arrays.copyOf(Arrays.copyOf(whole, length), whole.length);
      if (!Arrays.equals(zeros, whole)) {
        refused(zeros);
      }
    }
    refused(Arrays.copyOf(whole, whole.length + 1));
  }

  @Test
  void a_newer_version_is_refused_as_such() throws IOException {
    byte[] newer = file(2);
    assertThatThrownBy(() -> read(newer)).isInstanceOf(NewerFormatException.class);
  }
}
