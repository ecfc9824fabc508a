package dev.sluice.twitter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class StreamReadingTest {
  private final Noted noted = new Noted();
  private final AtomicBoolean stopped = new AtomicBoolean();
  private long brokenNs;

  /** Notes what it is given. */
  private static final class Noted implements Intake {
    final List<Long> posts = new ArrayList<>();
    final List<String> counted = new ArrayList<>();

    @Override
    public void post(Message.OfPost post) {
      posts.add(post.id());
    }

    @Override
    public void count(String what, long n) {
      if (n > 0) {
        counted.add(n + " " + what);
      }
    }

    @Override
    public void report(String message) {}

    @Override
    public void giveUp(String message) {}

    @Override
    public void fail(Throwable failure) {}
  }

  private StreamReading reading(InputStream in) {
    return new StreamReading(in, 1_000, noted, stopped::get);
  }

  private static InputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Brings a text, and breaks. */
  private InputStream breaking(String text) {
    return new SequenceInputStream(
        bytes(text),
        new InputStream() {
          @Override
          public int read() throws IOException {
            brokenNs = System.nanoTime();
            throw new IOException("broken");
          }

          @Override
          public int read(byte[] buffer, int offset, int length) throws IOException {
            return read();
          }
        });
  }

  @Test
  void posts_are_taken_until_the_service_ends_the_stream() {
    StreamReading reading =
        reading(bytes("{\"data\":{\"id\":\"1\"}}\r\n\r\n{\"data\":{\"id\":\"2\"}}\r\n"));

    Trouble end = reading.run(() -> {});

    assertThat(end).isEqualTo(new Trouble.Ended("The service closed the stream", true));
    assertThat(noted.posts).containsExactly(1L, 2L);
    assertThat(noted.counted).isEmpty();
  }

  @Test
  void a_stream_that_breaks_may_miss_posts_since_its_last_sign() {
    StreamReading reading = reading(breaking("\r\n{\"data\":{\"id"));

    Trouble end = reading.run(() -> {});

    assertThat(end).isEqualTo(new Trouble.Ended("broken", true));
    assertThat(reading.endedNs()).isLessThan(brokenNs);
    assertThat(noted.counted).containsExactly("1 posts cut off");
  }

  @Test
  void a_stream_that_brings_nothing_says_so() {
    assertThat(reading(breaking("")).run(() -> {})).isEqualTo(new Trouble.Ended("broken", false));
  }

  @Test
  void after_a_stop_no_more_is_taken() {
    StreamReading reading = reading(breaking("\r\n{\"data\":{\"id\":\"1\"}}\r\n"));

    Trouble end = reading.run(() -> stopped.set(true));

    assertThat(end).isInstanceOf(Trouble.Ended.class);
    assertThat(noted.posts).isEmpty();
    assertThat(brokenNs).isZero();
  }

  @Test
  void what_the_service_said_comes_before_how_the_connection_ended() {
    String told = "{\"errors\":[{\"disconnect_type\":\"SlowReader\",\"detail\":\"too slow\"}]}\r\n";

    Trouble end = reading(breaking(told)).run(() -> {});

    assertThat(end.description())
        .isEqualTo("The service ends the stream: SlowReader: too slow; broken");
  }

  @Test
  void the_posts_that_a_limit_withholds_are_counted_once() {
    String total = "{\"limit\":{\"track\":%d}}\r\n";

    var unused =
        reading(bytes(total.formatted(3) + total.formatted(10) + total.formatted(7))).run(() -> {});

    assertThat(noted.counted)
        .containsExactly("3 posts withheld by the service", "7 posts withheld by the service");
  }
}
