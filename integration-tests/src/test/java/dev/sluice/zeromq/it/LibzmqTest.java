package dev.sluice.zeromq.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.dstream.DStream;
import dev.sluice.listener.StreamingEvent;
import dev.sluice.listener.StreamingListener;
import dev.sluice.recovery.Keeping;
import dev.sluice.recovery.Kills;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.streaming.StreamingContext;
import dev.sluice.time.Durations;
import dev.sluice.zeromq.ZeroMQOptions;
import dev.sluice.zeromq.ZeroMQUtils;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.zeromq.ZMQ;

/** Streams from libzmq. */
@Tag("containers")
@Timeout(300) // starting containers takes its time
class LibzmqTest {
  private static final int MESSAGES = 20_000;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final ZMQ.Curve.KeyPair SERVER = ZMQ.Curve.generateKeyPair();
  private static final ZMQ.Curve.KeyPair CLIENT = ZMQ.Curve.generateKeyPair();
  private static final ZMQ.Curve.KeyPair STRANGER = ZMQ.Curve.generateKeyPair();
  private static final Map<String, String> KEYS =
      Map.of(
          "SERVER_PUBLIC", SERVER.publicKey,
          "SERVER_SECRET", SERVER.secretKey,
          "CLIENT_PUBLIC", CLIENT.publicKey);

  @TempDir Path directory;

  private static LibzmqPeer start(String way, boolean encrypted) throws Exception {
    return LibzmqPeer.start(
        encrypted ? KEYS : Map.of(), List.of("/opt/peer/peer.py", way, "" + MESSAGES));
  }

  private static ZeroMQOptions options(ZMQ.Curve.KeyPair own) {
    return ZeroMQOptions.connect().withCurveClient(SERVER.publicKey, own.publicKey, own.secretKey);
  }

  private static DStream<Integer> stream(
      StreamingContext context, String way, String address, ZeroMQOptions options) {
    return way.equals("pub")
        ? ZeroMQUtils.createStream(context, address, options.withTopics("numb"), LibzmqTest::number)
        : ZeroMQUtils.createPullStream(context, address, options, LibzmqTest::number);
  }

  private static List<Integer> number(byte[][] frames) {
    return List.of(Integer.valueOf(new String(frames[2], StandardCharsets.UTF_8)));
  }

  private static StreamingContext context() {
    return new StreamingContext(
        new StreamingConf().setMaster("local[2]").setAppName("libzmq"),
        Durations.milliseconds(100));
  }

  @ParameterizedTest
  @CsvSource({"pub, false", "pub, true", "push, false", "push, true"})
  void all_that_a_publisher_or_a_pusher_sends_comes_in_order(String way, boolean encrypted)
      throws Exception {
    List<Integer> received = new CopyOnWriteArrayList<>();
    try (LibzmqPeer peer = start(way, encrypted);
        StreamingContext context = context()) {
      ZeroMQOptions options = encrypted ? options(CLIENT) : ZeroMQOptions.connect();
      stream(context, way, peer.address(), options)
          .foreachRDD(rdd -> received.addAll(rdd.collect()));
      context.start();

      await()
          .atMost(PATIENCE)
          .failFast(() -> received.size() > MESSAGES)
          .until(() -> received.size() == MESSAGES);

      assertThat(received).containsExactlyElementsOf(IntStream.range(0, MESSAGES).boxed().toList());
    }
  }

  @Test
  void a_key_that_the_server_does_not_know_is_reported() throws Exception {
    List<String> errors = new CopyOnWriteArrayList<>();
    List<Integer> received = new CopyOnWriteArrayList<>();
    try (LibzmqPeer peer = start("push", true);
        StreamingContext context = context()) {
      context.addStreamingListener(
          new StreamingListener() {
            @Override
            public void onReceiverError(StreamingEvent.ReceiverError event) {
              errors.add(event.receiverInfo().lastErrorMessage().orElse(""));
            }
          });
      stream(context, "push", peer.address(), options(STRANGER))
          .foreachRDD(rdd -> received.addAll(rdd.collect()));
      context.start();

      await().atMost(PATIENCE).until(() -> errors.stream().anyMatch(LibzmqTest::isRefusal));

      assertThat(received).isEmpty();
    }
  }

  private static boolean isRefusal(String error) {
    return error.contains("refused the authentication, found status 400");
  }

  @ParameterizedTest
  @EnumSource
  void a_sender_in_python_loses_and_doubles_nothing_however_often_the_program_is_killed(
      Keeping keeping) throws Exception {
    Kills kills = Kills.begin("LibzmqTest", 2);
    int perSecond = MESSAGES / Math.max(1, 2 * kills.number());
    try (LibzmqPeer peer =
        LibzmqPeer.start(
            Map.of(), List.of("/opt/peer/reliable.py", "" + MESSAGES, "" + perSecond))) {
      PeersTrial trial = PeersTrial.withPeer(directory, keeping, MESSAGES, peer.address());
      kills.run(trial::startProgram);
      trial.finish(
          "kill -9 of the program, sender in Python: kills=" + kills.number(),
          () ->
              await()
                  .atMost(PATIENCE)
                  .until(() -> peer.log().contains("acknowledged " + MESSAGES)));
    }
  }
}
