package dev.sluice.zeromq;

import static dev.sluice.zeromq.Programs.bytes;
import static dev.sluice.zeromq.Programs.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.broker.FreePort;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

/** Who comes in, and who does not. */
class SecurityTest {
  private static final ZMQ.Curve.KeyPair SERVER = ZMQ.Curve.generateKeyPair();
  private static final ZMQ.Curve.KeyPair CLIENT = ZMQ.Curve.generateKeyPair();
  private static final ZMQ.Curve.KeyPair STRANGER = ZMQ.Curve.generateKeyPair();

  private static Programs<String> pull(String address, ZeroMQOptions options) {
    return Programs.start(
        context ->
            ZeroMQUtils.createPullStream(
                context,
                address,
                options.withReconnect(Duration.ofMillis(20), Duration.ofMillis(200)),
                Programs::joined));
  }

  private static ZeroMQOptions curveClient(ZMQ.Curve.KeyPair own) {
    return ZeroMQOptions.connect().withCurveClient(SERVER.publicKey, own.publicKey, own.secretKey);
  }

  private static ZeroMQOptions curveServer() {
    return ZeroMQOptions.bind()
        .withCurveServer(SERVER.publicKey, SERVER.secretKey, Set.of(CLIENT.publicKey));
  }

  @Test
  void a_client_with_a_key_that_the_server_knows_is_served() throws Exception {
    int port = FreePort.any();
    try (Feeder pusher = Feeder.bind(SocketType.PUSH, port, curveServer());
        Programs<String> program = pull(Programs.address(port), curveClient(CLIENT))) {
      pusher.send(bytes("secret"));

      eventually(() -> program.received().contains("secret"));
      assertThat(program.errors()).isEmpty();
    }
  }

  @Test
  void a_client_with_an_unknown_key_is_told_that_it_is_refused_and_tries_on() throws Exception {
    int port = FreePort.any();
    Security.Admission nobody = (mechanism, credentials) -> false;
    try (ZMQ.Context peer = ZMQ.context(1)) {
      Authenticator authenticator = Authenticator.start(peer, nobody, "authenticator");
      try (ZMQ.Socket pusher = peer.socket(SocketType.PUSH)) {
        pusher.setLinger(0);
        curveServer().apply(pusher);
        pusher.bind(Programs.address(port));
        try (Programs<String> program = pull(Programs.address(port), curveClient(STRANGER))) {
          eventually(() -> program.errors().stream().filter(SecurityTest::isRefusal).count() >= 2);

          assertThat(program.errors()).noneMatch(error -> error.contains(STRANGER.secretKey));
        }
      }
      assertThat(authenticator).isNotNull();
    }
  }

  private static boolean isRefusal(String error) {
    return error.contains("refused the authentication, found status 400");
  }

  @Test
  void a_server_key_that_is_wrong_is_reported() throws Exception {
    int port = FreePort.any();
    ZeroMQOptions wrong =
        ZeroMQOptions.connect()
            .withCurveClient(STRANGER.publicKey, CLIENT.publicKey, CLIENT.secretKey);
    try (Feeder pusher = Feeder.bind(SocketType.PUSH, port, curveServer());
        Programs<String> program = pull(Programs.address(port), wrong)) {
      pusher.send(bytes("secret"));
      eventually(() -> !program.errors().isEmpty());

      assertThat(program.errors().get(0)).contains("keys or mechanisms do not match");
      assertThat(program.received()).isEmpty();
    }
  }

  @Test
  void a_program_that_is_a_server_lets_in_only_clients_that_it_knows() throws Exception {
    String address = Programs.freeAddress();
    try (Programs<String> program = pull(address, curveServer());
        ZMQ.Context peers = ZMQ.context(1);
        ZMQ.Socket stranger = peers.socket(SocketType.PUSH);
        ZMQ.Socket plain = peers.socket(SocketType.PUSH);
        ZMQ.Socket client = peers.socket(SocketType.PUSH)) {
      curveClient(STRANGER).apply(stranger);
      curveClient(CLIENT).apply(client);
      for (ZMQ.Socket socket : new ZMQ.Socket[] {stranger, plain, client}) {
        socket.setLinger(0);
        socket.connect(address);
      }
      stranger.send("from a stranger", ZMQ.DONTWAIT);
      plain.send("in plain text", ZMQ.DONTWAIT);
      client.send("from a client");

      eventually(() -> program.received().contains("from a client"));
      client.send("again");
      eventually(() -> program.received().contains("again"));
      assertThat(program.received()).containsExactly("from a client", "again");
    }
  }

  @Test
  void names_and_passwords_of_plain_are_checked() throws Exception {
    String address = Programs.freeAddress();
    try (Programs<String> program =
            pull(address, ZeroMQOptions.bind().withPlainServer(Map.of("anna", "open-sesame")));
        ZMQ.Context peers = ZMQ.context(1);
        ZMQ.Socket wrong = peers.socket(SocketType.PUSH);
        ZMQ.Socket right = peers.socket(SocketType.PUSH)) {
      ZeroMQOptions.connect().withPlainClient("anna", "guess").apply(wrong);
      ZeroMQOptions.connect().withPlainClient("anna", "open-sesame").apply(right);
      for (ZMQ.Socket socket : new ZMQ.Socket[] {wrong, right}) {
        socket.setLinger(0);
        socket.connect(address);
      }
      wrong.send("wrong", ZMQ.DONTWAIT);
      right.send("right");

      eventually(() -> program.received().contains("right"));
      assertThat(program.received()).containsExactly("right");
    }
  }

  @Test
  void encrypted_messages_come_whole_though_more_comes_than_is_read() throws Exception {
    int port = FreePort.any();
    int messages = 5_000;
    try (Feeder pusher = Feeder.bind(SocketType.PUSH, port, curveServer());
        Programs<String> program =
            pull(Programs.address(port), curveClient(CLIENT).withReceiveHighWaterMark(3))) {
      for (String line : Programs.lines("line", messages)) {
        pusher.send(bytes(line), bytes("middle"), bytes("end"));
      }

      eventually(() -> program.received().size() >= messages);
      assertThat(program.received())
          .containsExactlyElementsOf(
              Programs.lines("line", messages).stream().map(line -> line + "|middle|end").toList());
    }
  }

  @Test
  void a_sender_that_is_refused_says_so() throws Exception {
    String address = Programs.freeAddress();
    try (Programs<String> program =
            Programs.start(
                context ->
                    ZeroMQUtils.createReliableStream(
                        context, address, curveServer(), Programs::joined));
        ReliableSender stranger = ReliableSender.start(address, curveClient(STRANGER));
        ReliableSender client = ReliableSender.start(address, curveClient(CLIENT))) {
      stranger.send(bytes("from a stranger"));
      client.send(bytes("from a client"));

      assertThat(client.flush(Programs.PATIENCE)).isTrue();
      eventually(() -> stranger.trouble().orElse("").contains("making another connection"));
      assertThat(stranger.acknowledged()).isZero();
      assertThat(stranger.trouble().orElse("")).doesNotContain(STRANGER.secretKey);
      eventually(() -> program.received().equals(List.of("from a client")));
    }
  }
}
