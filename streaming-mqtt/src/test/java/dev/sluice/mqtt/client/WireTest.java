package dev.sluice.mqtt.client;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WireTest {
  /** Topic {@code t}, packet id 7, QoS 2. */
  private static final String AT_QOS_2 = "34060001740007aa";

  private final CompletableFuture<Throwable> loss = new CompletableFuture<>();
  private final BlockingQueue<String> written = new LinkedBlockingQueue<>();
  private final Wire wire =
      new Wire(
          new ConnectionListener() {
            @Override
            public void arrived(Received message, Answer answer) {}

            @Override
            public void lost(Throwable cause) {
              loss.complete(cause);
            }
          });

  @AfterEach
  void closeWire() throws InterruptedException {
    wire.close();
  }

  private static InputStream broker(String hex) {
    return new ByteArrayInputStream(HexFormat.of().parseHex(hex));
  }

  /** What it is given it has at once. */
  private final class Network extends OutputStream {
    @Override
    public void write(int b) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void write(byte[] from, int offset, int length) {
      if (length > 0) {
        written.add(HexFormat.of().formatHex(from, offset, offset + length));
      }
    }
  }

  private String readAll() throws IOException {
    return HexFormat.of().formatHex(wire.input().readAllBytes());
  }

  @Test
  void the_client_sees_messages_of_qos_2_as_ones_of_qos_1() throws Exception {
    wire.open(broker(AT_QOS_2), new Network());

    assertThat(readAll()).isEqualTo("32060001740007aa");
    assertThat(wire.next().qos).isEqualTo(2);
  }

  @Test
  void what_is_sent_again_is_marked() throws Exception {
    wire.open(broker("3c060001740007aa"), new Network());

    assertThat(readAll()).isEqualTo("3a060001740007aa");
    assertThat(wire.next().isSentAgain).isTrue();
  }

  @Test
  void other_packets_pass_unchanged() throws Exception {
    String packets = "20020000" + "9003000102" + "30040001740a" + "32060001740008aa" + "d000";
    wire.open(broker(packets), new Network());

    assertThat(readAll()).isEqualTo(packets);
    assertThat(wire.next().id).isEqualTo(8);
  }

  @Test
  void a_message_without_a_packet_id_is_left_to_the_client() throws Exception {
    String packets = "3401aa" + "34030001aa";
    wire.open(broker(packets), new Network());

    assertThat(readAll()).isEqualTo(packets);
  }

  @Test
  void the_broker_hears_that_a_message_is_safe_and_is_answered_when_it_releases_it()
      throws Exception {
    wire.open(broker(AT_QOS_2 + "62020007"), new Network());
    assertThat(wire.input().readNBytes(8)).hasSize(8);

    wire.acknowledge(wire.next());
    assertThat(written.poll(20, SECONDS)).isEqualTo("50020007");
    assertThat(readAll()).isEmpty();

    assertThat(written.poll(20, SECONDS)).isEqualTo("70020007");
  }

  @Test
  void answers_go_between_the_packets_of_the_client() throws Exception {
    wire.open(broker(AT_QOS_2), new Network());
    assertThat(readAll()).isNotEmpty();

    wire.output().write(HexFormat.of().parseHex("82"));
    wire.acknowledge(wire.next());
    assertThat(written.poll(20, SECONDS)).isEqualTo("50020007");
    wire.output().write(HexFormat.of().parseHex("0100"));
    assertThat(written).isEmpty();
    wire.output().flush();

    assertThat(written.poll()).isEqualTo("820100");
  }

  @Test
  void nothing_is_said_after_the_client_has_left() throws Exception {
    wire.open(broker(AT_QOS_2), new Network());
    assertThat(readAll()).isNotEmpty();

    wire.output().write(HexFormat.of().parseHex("e000"));
    wire.output().flush();
    wire.acknowledge(wire.next());
    wire.close();

    assertThat(written).containsExactly("e000");
  }

  /** Hangs up when it is told to. */
  private static final class Open extends InputStream {
    private final CountDownLatch end = new CountDownLatch(1);

    @Override
    public int read() throws IOException {
      try {
        end.await();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
      return -1;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
      return read();
    }

    @Override
    public void close() {
      end.countDown();
    }
  }

  @Test
  void who_has_left_waits_until_the_broker_hangs_up() throws Exception {
    Open in = new Open();
    wire.open(in, new Network());
    CompletableFuture<Integer> read = start(() -> wire.input().read());
    CompletableFuture<Integer> left =
        start(
            () -> {
              wire.output().write(HexFormat.of().parseHex("e000"));
              wire.output().flush();
              return read.getNow(0);
            });
    assertThat(written.poll(20, SECONDS)).isEqualTo("e000");
    assertThat(left).isNotDone();

    in.close();

    assertThat(read.get(20, SECONDS)).isEqualTo(-1);
    assertThat(left).succeedsWithin(Duration.ofSeconds(20));
  }

  @Test
  void who_leaves_a_broker_that_does_not_hang_up_goes_all_the_same() throws Exception {
    try (Open in = new Open()) {
      wire.open(in, new Network());
      wire.output().write(HexFormat.of().parseHex("e000"));

      wire.output().flush();

      assertThat(written).containsExactly("e000");
    }
  }

  @Test
  void a_client_that_has_no_answer_yet_leaves_with_its_last_packet() throws Exception {
    wire.open(broker(""), new Network());
    assertThat(readAll()).isEmpty();
    wire.output().write(HexFormat.of().parseHex("1000"));
    wire.output().flush();

    wire.leave();
    wire.output().write(HexFormat.of().parseHex("c000"));
    wire.output().flush();
    wire.close();

    assertThat(written.poll()).isEqualTo("1000");
    assertThat(written.poll(20, SECONDS)).isEqualTo("e000");
    assertThat(written).isEmpty();
  }

  @Test
  void a_client_that_has_said_nothing_leaves_without_a_word() throws Exception {
    wire.open(broker(""), new Network());

    wire.leave();
    wire.close();

    assertThat(written).isEmpty();
  }

  private static <T> CompletableFuture<T> start(Callable<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                result.complete(work.call());
              } catch (Exception e) {
                result.completeExceptionally(e);
              }
            },
            "wire-test");
    thread.setDaemon(true);
    thread.start();
    return result;
  }

  @Test
  void a_connection_that_takes_no_answers_is_lost() throws Exception {
    IOException broken = new IOException("broken");
    wire.open(
        broker(AT_QOS_2),
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw broken;
          }
        });
    assertThat(readAll()).isNotEmpty();

    wire.acknowledge(wire.next());

    assertThat(loss.get(20, SECONDS)).isSameAs(broken);
  }

  @Test
  void what_is_closed_is_not_opened() throws Exception {
    wire.close();

    assertThatThrownBy(() -> wire.open(broker(""), new Network()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("closed");
  }
}
