package dev.sluice.io;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class LineDecoderTest {

  private static final LineDecoder DECODER = new LineDecoder(1 << 20);

  private static List<String> decode(LineDecoder decoder, InputStream in) throws Exception {
    RecordingSink sink = new RecordingSink();
    decoder.decode(in, sink);
    return sink.events;
  }

  private static List<String> decode(String text) throws Exception {
    return decode(DECODER, new ByteArrayInputStream(text.getBytes(UTF_8)));
  }

  @Test
  void lines_end_at_line_feeds() throws Exception {
    assertThat(decode("a\nbc\n\nd\n")).containsExactly("a", "bc", "", "d");
  }

  @Test
  void one_carriage_return_before_the_end_is_dropped() throws Exception {
    assertThat(decode("a\r\nb\r\r\nc\rd\n\r\n")).containsExactly("a", "b\r", "c\rd", "");
  }

  @Test
  void what_follows_the_last_line_feed_is_a_line_unless_empty() throws Exception {
    assertThat(decode("")).isEmpty();
    assertThat(decode("\n")).containsExactly("");
    assertThat(decode("a")).containsExactly("a");
    assertThat(decode("a\nb\r")).containsExactly("a", "b");
  }

  @Test
  void utf_8_is_decoded_also_where_the_buffer_cuts_a_character() throws Exception {
    String line = "x" + "é€😀".repeat(30_000);

    assertThat(decode(line + "\n" + line)).containsExactly(line, line);
  }

  @Test
  void malformed_utf_8_is_replaced_and_reported() throws Exception {
    byte[] bytes = "ok\nb\u00FFd\n\u00C3\nok".getBytes(ISO_8859_1);

    assertThat(decode(DECODER, new ByteArrayInputStream(bytes)))
        .containsExactly("ok", "malformed", "b\uFFFDd", "malformed", "\uFFFD", "ok");
  }

  @Test
  void a_replacement_character_in_the_stream_is_not_malformed() throws Exception {
    assertThat(decode("a\uFFFDb\n")).containsExactly("a\uFFFDb");
  }

  @Test
  void a_line_too_long_is_skipped_and_reported() throws Exception {
    LineDecoder decoder = new LineDecoder(3);
    byte[] bytes = "abc\nabcd\nabc\r\nabcd\r\nab\nabcde".getBytes(UTF_8);

    assertThat(decode(decoder, new ByteArrayInputStream(bytes)))
        .containsExactly("abc", "tooLong 4", "abc", "tooLong 4", "ab", "tooLong 5");
  }

  @Test
  void a_line_longer_than_memory_is_counted_to_its_end() throws Exception {
    long bytes = 5L << 30;

    assertThat(decode(DECODER, new Endless(bytes))).containsExactly("tooLong " + bytes);
  }

  @Test
  void a_line_is_delivered_before_more_is_read() throws Exception {
    List<String> events = new ArrayList<>();
    byte[] bytes = "first\nsecond\n".getBytes(UTF_8);
    InputStream in =
        new ByteArrayInputStream(bytes) {
          @Override
          public synchronized int read(byte[] target, int offset, int length) {
            events.add("read");
            return super.read(target, offset, pos == 0 ? 6 : length);
          }
        };

    DECODER.decode(in, events::add);

    assertThat(events).containsExactly("read", "first", "read", "second", "read");
  }

  @RepeatedTest(300)
  void any_bytes_in_any_chunks_give_the_lines_of_the_naive_model() throws Exception {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    int maxLineBytes = random.nextBoolean() ? 1 + random.nextInt(20) : 100_000;
    byte[] bytes = randomText(random);

    List<String> events = decode(new LineDecoder(maxLineBytes), new Chunks(bytes, random));

    assertThat(events).as("seed %d", seed).isEqualTo(naiveEvents(bytes, maxLineBytes));
  }

  @Test
  void lines_can_be_pulled() {
    Iterator<String> lines =
        DECODER.lines(new ByteArrayInputStream("a\nb".getBytes(UTF_8)), new LineFaults() {});

    assertThat(lines.hasNext()).isTrue();
    assertThat(lines.hasNext()).isTrue();
    assertThat(lines.next()).isEqualTo("a");
    assertThat(lines.next()).isEqualTo("b");
    assertThat(lines.hasNext()).isFalse();
    assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(lines::next);
  }

  @Test
  void a_stream_that_fails_ends_the_decoding() {
    IOException failure = new IOException("unplugged");

    assertThatThrownBy(() -> DECODER.decode(new Failing(failure), line -> {})).isSameAs(failure);
    assertThatThrownBy(() -> DECODER.lines(new Failing(failure), new LineFaults() {}).hasNext())
        .isInstanceOf(UncheckedIOException.class)
        .hasCause(failure);
  }

  @Test
  void a_sink_that_is_interrupted_ends_the_decoding() {
    InputStream in = new ByteArrayInputStream("a\n".getBytes(UTF_8));

    assertThatThrownBy(
            () ->
                DECODER.decode(
                    in,
                    line -> {
                      throw new InterruptedException();
                    }))
        .isInstanceOf(InterruptedException.class);
  }

  @Test
  void an_unusable_limit_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LineDecoder(0))
        .withMessageContaining("found 0 bytes");
    assertThatIllegalArgumentException().isThrownBy(() -> new LineDecoder(Integer.MAX_VALUE));
  }

  private static byte[] randomText(Random random) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int pieces = random.nextInt(60);
    for (int i = 0; i < pieces; i++) {
      switch (random.nextInt(9)) {
        case 0, 1 -> bytes.write('\n');
        case 2 -> bytes.writeBytes("\r\n".getBytes(UTF_8));
        case 3 -> bytes.write('\r');
        case 4 -> bytes.writeBytes("é€😀\uFFFD".getBytes(UTF_8));
        case 5 -> bytes.write(random.nextInt(256));
        case 6 -> bytes.writeBytes("long ".repeat(random.nextInt(30_000)).getBytes(UTF_8));
        default -> bytes.writeBytes("word".getBytes(UTF_8));
      }
    }
    return bytes.toByteArray();
  }

  private static List<String> naiveEvents(byte[] bytes, int maxLineBytes) {
    List<String> events = new ArrayList<>();
    String[] lines = new String(bytes, ISO_8859_1).split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      if (i == lines.length - 1 && lines[i].isEmpty()) {
        break;
      }
      String raw =
          lines[i].endsWith("\r") ? lines[i].substring(0, lines[i].length() - 1) : lines[i];
      if (raw.length() > maxLineBytes) {
        events.add("tooLong " + raw.length());
        continue;
      }
      byte[] line = raw.getBytes(ISO_8859_1);
      try {
        UTF_8.newDecoder().decode(ByteBuffer.wrap(line));
      } catch (CharacterCodingException malformed) {
        events.add("malformed");
      }
      events.add(new String(line, UTF_8));
    }
    return events;
  }

  private static final class RecordingSink implements LineSink {
    private final List<String> events = new ArrayList<>();

    @Override
    public void line(String line) {
      events.add(line);
    }

    @Override
    public void malformed() {
      events.add("malformed");
    }

    @Override
    public void tooLong(long bytes) {
      events.add("tooLong " + bytes);
    }
  }

  /** Delivers its bytes in chunks of random size. */
  private static final class Chunks extends ByteArrayInputStream {
    private final Random random;
    private final int largest;

    Chunks(byte[] bytes, Random random) {
      super(bytes);
      this.random = random;
      this.largest = random.nextBoolean() ? 10 : 100_000;
    }

    @Override
    public synchronized int read(byte[] target, int offset, int length) {
      return super.read(target, offset, Math.min(length, 1 + random.nextInt(largest)));
    }
  }

  /** A stream of so many letters, none of which ends the line. */
  private static final class Endless extends InputStream {
    private long left;

    Endless(long bytes) {
      left = bytes;
    }

    @Override
    public int read() {
      return left-- > 0 ? 'x' : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      int read = (int) Math.min(length, left);
      left -= read;
      return read == 0 ? -1 : read;
    }
  }

  /** A stream that cannot be read. */
  private static final class Failing extends InputStream {
    private final IOException failure;

    Failing(IOException failure) {
      this.failure = failure;
    }

    @Override
    public int read() throws IOException {
      throw failure;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      throw failure;
    }
  }
}
