package dev.sluice.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.io.KryoSerializer;
import dev.sluice.rdd.StorageLevel;
import dev.sluice.receiver.Receiver;
import dev.sluice.receiver.TrackerMessage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SocketReceiverTest {
  private static final StorageLevel LEVEL = StorageLevel.MEMORY_AND_DISK_SER_2;
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final int MAX_LINE_BYTES = 10;

  private static Receiver<String> lines(int port) {
    return SocketSources.textLines(TestServer.HOST, port, LEVEL, MAX_LINE_BYTES, TIMEOUT);
  }

  @Test
  void lines_are_stored_in_order_without_their_ends() throws Exception {
    try (TestServer server = TestServer.open();
        ReceiverRig rig = new ReceiverRig(lines(server.port()))) {
      server.send("one\ntwo\r\n\nübung\nlast");

      assertThat(rig.records(5)).containsExactly("one", "two", "", "übung", "last");
    }
  }

  @Test
  void a_closed_connection_is_a_reason_to_restart_and_connect_again() throws Exception {
    try (TestServer server = TestServer.open();
        ReceiverRig rig = new ReceiverRig(lines(server.port()))) {
      server.send("before\n");

      TrackerMessage.Deregister stop = rig.nextStop();
      server.send("after\n");

      assertThat(stop.message()).isEqualTo(server.address() + " closed the connection");
      assertThat(stop.error()).isEmpty();
      assertThat(rig.records(2)).containsExactly("before", "after");
    }
  }

  @Test
  void a_refused_connection_is_tried_again_and_names_the_address() throws Exception {
    // Bound, so that nobody else has the port meanwhile; nobody listens.
    Socket bound = new Socket();
    bound.bind(new InetSocketAddress(TestServer.HOST, 0));
    int port = bound.getLocalPort();
    try (ReceiverRig rig = new ReceiverRig(lines(port))) {
      TrackerMessage.Deregister stop = rig.nextStop();

      assertThat(stop.message()).startsWith("Cannot connect to " + TestServer.HOST + ":" + port);
      assertThat(stop.error()).contains("ConnectException");
      bound.close();
      try (TestServer server = TestServer.open(port)) {
        server.send("at last\n");
        assertThat(rig.records(1)).containsExactly("at last");
      }
    }
  }

  @Test
  void an_unknown_host_is_named() throws Exception {
    Receiver<String> receiver =
        SocketSources.textLines("no-such-host.invalid", 1, LEVEL, MAX_LINE_BYTES, TIMEOUT);

    try (ReceiverRig rig = new ReceiverRig(receiver)) {
      assertThat(rig.nextStop().message())
          .isEqualTo("Cannot connect to no-such-host.invalid:1: unknown host no-such-host.invalid");
    }
  }

  @Test
  void bad_lines_are_counted() throws Exception {
    try (TestServer server = TestServer.open();
        ReceiverRig rig = new ReceiverRig(lines(server.port()))) {
      server.send("a line too long\nok\n".getBytes(StandardCharsets.UTF_8));
      server.send(new byte[] {(byte) 0xff, 'x', '\n'});

      assertThat(rig.records(2)).containsExactly("ok", "\uFFFDx");
      rig.stop();
      assertThat(rig.counts())
          .isEqualTo(Map.of("lines too long", 1L, "lines with malformed UTF-8", 1L));
    }
  }

  @Test
  void stopping_closes_the_connection_and_ends_the_thread() throws Exception {
    try (TestServer server = TestServer.open();
        ReceiverRig rig = new ReceiverRig(lines(server.port()));
        Socket connection = server.accept()) {
      connection.getOutputStream().write("x\n".getBytes(StandardCharsets.UTF_8));
      rig.records(1);
      Thread reader = readerThread();

      rig.stop();

      assertThat(connection.getInputStream().read()).isEqualTo(-1);
      assertThat(reader.isDaemon()).isTrue();
      reader.join(TIMEOUT.toMillis());
      assertThat(reader.isAlive()).isFalse();
    }
  }

  private static Thread readerThread() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("sluice-socket-" + ReceiverRig.STREAM))
        .findAny()
        .orElseThrow();
  }

  private static final Semaphore ENTERED = new Semaphore(0);
  private static final CountDownLatch RELEASED = new CountDownLatch(1);

  /** A converter that does not notice that its connection was closed. */
  private static Iterable<String> heedless(InputStream in) {
    ENTERED.release();
    boolean interrupted = false;
    while (RELEASED.getCount() > 0) {
      try {
        RELEASED.await();
      } catch (InterruptedException ignoredForNow) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return List.of("late");
  }

  @Test
  void a_restart_waits_for_the_reader_before() throws Exception {
    try (TestServer server = TestServer.open()) {
      Receiver<String> receiver =
          SocketSources.objects(
              TestServer.HOST, server.port(), SocketReceiverTest::heedless, LEVEL, TIMEOUT);
      try (ReceiverRig rig = new ReceiverRig(receiver);
          Socket first = server.accept()) {
        rig.awaitStart();
        assertThat(ENTERED.tryAcquire(TIMEOUT.toSeconds(), TimeUnit.SECONDS)).isTrue();

        for (String reason : List.of("first reason", "second reason")) {
          receiver.restart(reason);
          assertThat(rig.nextStop().message()).isEqualTo(reason);
          rig.awaitStart();
        }

        assertThat(first.getInputStream().read()).isEqualTo(-1);
        server.expectNoConnection(Duration.ofMillis(50));
        RELEASED.countDown();
        server.accept().close();
        assertThat(rig.records(1)).containsExactly("late");
      }
    }
  }

  private static Iterable<Integer> numbers(InputStream in) throws IOException {
    int number = in.read();
    if (number == 0) {
      throw new IOException("unreadable");
    }
    return List.of(number, number + 1);
  }

  @Test
  void a_converter_that_throws_restarts_the_receiver_with_its_error() throws Exception {
    try (TestServer server = TestServer.open()) {
      Receiver<Integer> receiver =
          SocketSources.objects(
              TestServer.HOST, server.port(), SocketReceiverTest::numbers, LEVEL, TIMEOUT);
      try (ReceiverRig rig = new ReceiverRig(receiver)) {
        server.send(new byte[] {0});
        TrackerMessage.Deregister stop = rig.nextStop();
        server.send(new byte[] {5});

        assertThat(stop.message()).isEqualTo("Cannot read from " + server.address());
        assertThat(stop.error()).contains("unreadable");
        assertThat(rig.records(2)).containsExactly(5, 6);
      }
    }
  }

  private static byte[] rawBlock(int length, byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(length);
    out.write(content);
    return bytes.toByteArray();
  }

  @Test
  void raw_blocks_are_stored_as_they_are() throws Exception {
    ByteBuffer block = new KryoSerializer().serialize(List.of("one", "two"));
    byte[] content = new byte[block.remaining()];
    block.get(content);

    try (TestServer server = TestServer.open();
        ReceiverRig rig =
            new ReceiverRig(SocketSources.raw(TestServer.HOST, server.port(), LEVEL, TIMEOUT))) {
      try (Socket connection = server.accept()) {
        connection.getOutputStream().write(rawBlock(content.length, content));
        connection.getOutputStream().write(rawBlock(0, new byte[0]));
        connection.getOutputStream().write(rawBlock(content.length, content));
      }

      assertThat(rig.records(4)).containsExactly("one", "two", "one", "two");
    }
  }

  @Test
  void a_raw_block_of_a_wrong_length_is_an_error() throws Exception {
    try (TestServer server = TestServer.open();
        ReceiverRig rig =
            new ReceiverRig(SocketSources.raw(TestServer.HOST, server.port(), LEVEL, TIMEOUT))) {
      server.send(rawBlock(-1, new byte[0]));
      assertThat(rig.nextStop().error()).contains("found -1 bytes, expected 0 to 268435456");

      server.send(rawBlock((256 << 20) + 1, new byte[0]));
      assertThat(rig.nextStop().error()).contains("found 268435457 bytes");

      server.send(rawBlock(3, new byte[2]));
      assertThat(rig.nextStop().error()).contains("within its content, found 2 bytes, expected 3");

      server.send(new byte[] {0, 0});
      assertThat(rig.nextStop().error()).contains("within its length, found 2 bytes, expected 4");
    }
  }

  @Test
  void values_out_of_range_are_refused() {
    assertThatThrownBy(() -> lines(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("found port 0, expected 1 to 65535");
    assertThatThrownBy(() -> lines(65_536)).hasMessageContaining("found port 65536");
    assertThatThrownBy(() -> SocketSources.raw(" ", 1, LEVEL, TIMEOUT))
        .hasMessageContaining("found no host");
    assertThatThrownBy(() -> SocketSources.raw("localhost", 1, LEVEL, Duration.ZERO))
        .hasMessageContaining("found a connect timeout of 0 ms");
    assertThatThrownBy(() -> SocketSources.textLines("localhost", 1, LEVEL, 0, TIMEOUT))
        .hasMessageContaining("found a greatest length of 0 bytes");
  }
}
