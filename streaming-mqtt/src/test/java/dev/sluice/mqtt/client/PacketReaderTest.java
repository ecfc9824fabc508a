package dev.sluice.mqtt.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PacketReaderTest {
  private static final int PING = 0xD0;

  private final CountDownLatch hungUp = new CountDownLatch(1);

  /** A packet of a type with so long a body. */
  private static byte[] packet(int header, int length) {
    ByteArrayOutputStream packet = new ByteArrayOutputStream();
    packet.write(header);
    int left = length;
    do {
      packet.write(left < 128 ? left : left % 128 + 128);
      left /= 128;
    } while (left > 0);
    for (int i = 0; i < length; i++) {
      packet.write(i);
    }
    return packet.toByteArray();
  }

  private static byte[] all(byte[]... packets) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] packet : packets) {
      all.writeBytes(packet);
    }
    return all.toByteArray();
  }

  private static boolean isOther(byte[] packet, int bodyAt, int end) {
    return (packet[0] & 0xFF) != PING;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 127, 128, 16_383, 16_384, 100_000, 2_097_152})
  void packets_of_any_length_pass_whole(int length) throws Exception {
    List<Integer> bodies = new ArrayList<>();
    byte[] sent = all(packet(0x30, length), packet(0x32, 3));
    PacketReader reader =
        new PacketReader(
            new ByteArrayInputStream(sent),
            (packet, bodyAt, end) -> {
              bodies.add(end - bodyAt);
              return true;
            },
            hungUp);

    assertThat(reader.readAllBytes()).isEqualTo(sent);
    assertThat(bodies).containsExactly(length, 3);
  }

  @Test
  void packets_that_the_filter_wants_are_left_out() throws Exception {
    PacketReader reader =
        new PacketReader(
            new ByteArrayInputStream(
                all(packet(PING, 0), packet(0x30, 5), packet(PING, 2), packet(0x30, 6))),
            PacketReaderTest::isOther,
            hungUp);

    assertThat(reader.readAllBytes()).isEqualTo(all(packet(0x30, 5), packet(0x30, 6)));
  }

  @Test
  void a_filter_may_change_the_first_byte() throws Exception {
    PacketReader reader =
        new PacketReader(
            new ByteArrayInputStream(packet(0x34, 5)),
            (packet, bodyAt, end) -> {
              packet[0] = 0x32;
              return true;
            },
            hungUp);

    assertThat(reader.read()).isEqualTo(0x32);
    assertThat(reader.available()).isEqualTo(6);
  }

  /** Gives one byte at a time and times out before each. */
  private static InputStream slow(byte[] bytes) {
    return new InputStream() {
      private int reads;

      @Override
      public int read() throws IOException {
        if (reads++ % 2 == 0) {
          throw new SocketTimeoutException();
        }
        return reads / 2 <= bytes.length ? bytes[reads / 2 - 1] & 0xFF : -1;
      }

      @Override
      public int read(byte[] to, int offset, int length) throws IOException {
        int next = read();
        if (next >= 0) {
          to[offset] = (byte) next;
        }
        return next < 0 ? -1 : 1;
      }
    };
  }

  @Test
  void a_read_that_times_out_goes_on_where_it_ended() throws Exception {
    byte[] passed = all(packet(0x30, 200), packet(0x32, 3));
    PacketReader reader =
        new PacketReader(
            slow(all(packet(PING, 0), passed, packet(PING, 0))), PacketReaderTest::isOther, hungUp);
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    int timeouts = 0;

    boolean hasMore = true;
    while (hasMore) {
      assertThat(hungUp.getCount()).isOne();
      try {
        int next = reader.read();
        hasMore = next >= 0;
        if (hasMore) {
          read.write(next);
        }
      } catch (SocketTimeoutException timeout) {
        timeouts++;
      }
    }

    assertThat(read.toByteArray()).isEqualTo(passed);
    assertThat(timeouts).isGreaterThan(passed.length);
    assertThat(hungUp.getCount()).isZero();
  }

  @Test
  void a_packet_that_breaks_off_is_not_passed_on() throws Exception {
    byte[] sent = packet(0x30, 10);
    PacketReader reader =
        new PacketReader(new ByteArrayInputStream(sent, 0, 8), PacketReaderTest::isOther, hungUp);

    assertThat(reader.read(new byte[10])).isEqualTo(-1);
  }

  @Test
  void a_connection_that_breaks_is_hung_up() {
    PacketReader reader =
        new PacketReader(
            new InputStream() {
              @Override
              public int read() throws IOException {
                throw new SocketException("reset");
              }

              @Override
              public int read(byte[] to, int offset, int length) throws IOException {
                return read();
              }
            },
            PacketReaderTest::isOther,
            hungUp);

    assertThatThrownBy(reader::read).hasMessage("reset");
    assertThat(hungUp.getCount()).isZero();
  }

  @Test
  void a_length_without_end_is_an_error() {
    PacketReader reader =
        new PacketReader(
            new ByteArrayInputStream(new byte[] {0x30, -1, -1, -1, -1, -1}),
            PacketReaderTest::isOther,
            hungUp);

    assertThatThrownBy(reader::read)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("a packet without a length");
  }
}
