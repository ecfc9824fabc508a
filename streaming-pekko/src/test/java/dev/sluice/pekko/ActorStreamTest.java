package dev.sluice.pekko;

import static dev.sluice.pekko.Programs.ask;
import static dev.sluice.pekko.Programs.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.streaming.StreamingContext;
import dev.sluice.time.Durations;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.pekko.actor.AbstractActor;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ActorStreamTest {

  @Test
  void what_an_actor_stores_is_in_the_batches() throws Exception {
    try (Programs program = new Programs()) {
      program.start(program.obedient(), PekkoOptions.defaults());
      ActorRef actor = program.nextActor();

      actor.tell(new Obedient.Tell("a"), ActorRef.noSender());
      actor.tell(new Obedient.All(List.of("b", "c")), ActorRef.noSender());

      eventually(() -> program.received().equals(List.of("a", "b", "c")));
    }
  }

  @Test
  void a_sender_that_asks_is_answered_once_its_record_is_stored() throws Exception {
    try (Programs program = new Programs()) {
      program.start(program.obedient(), PekkoOptions.defaults());

      Object answer =
          ask(program.nextActor(), new Obedient.Ask("a"))
              .get(Programs.PATIENCE.toSeconds(), TimeUnit.SECONDS);

      assertThat(answer).isEqualTo("stored a");
      eventually(() -> program.received().equals(List.of("a")));
    }
  }

  @Test
  void with_acknowledgement_after_processing_the_answer_follows_the_output(@TempDir Path directory)
      throws Exception {
    try (Programs program = new Programs("streaming.receiver.ackAfter", "processed")) {
      program.context().checkpoint(directory.toString());
      program.start(program.obedient(), PekkoOptions.defaults());

      Object answer =
          ask(program.nextActor(), new Obedient.Ask("a"))
              .get(Programs.PATIENCE.toSeconds(), TimeUnit.SECONDS);

      assertThat(answer).isEqualTo("stored a");
      assertThat(program.received()).containsExactly("a");
    }
  }

  @Test
  void who_asks_without_being_a_sender_is_not_answered_and_stops_nothing() throws Exception {
    try (Programs program = new Programs()) {
      program.start(program.obedient(), PekkoOptions.defaults());
      ActorRef actor = program.nextActor();

      actor.tell(new Obedient.Ask("a"), ActorRef.noSender());
      actor.tell(new Obedient.Tell("b"), ActorRef.noSender());

      eventually(() -> program.received().equals(List.of("a", "b")));
      assertThat(program.errors()).isEmpty();
    }
  }

  @Test
  void the_start_says_for_which_messages_the_stream_is_reliable() throws Exception {
    try (Programs program = new Programs()) {
      program.start(program.obedient(), PekkoOptions.defaults());

      assertThat(program.context().monitor().guarantees().inputs().get(0).promise())
          .startsWith("reliable receiver: ")
          .contains(
              ", only for messages that the actor answers and whose senders wait for that; others are as of an unreliable receiver;");
    }
  }

  @Test
  void nothing_of_the_actor_system_is_left_after_a_stop() throws Exception {
    try (Programs program = new Programs()) {
      program.start(program.obedient(), PekkoOptions.defaults());
      ActorRef actor = program.nextActor();
      ask(actor, new Obedient.Ask("a")).get(Programs.PATIENCE.toSeconds(), TimeUnit.SECONDS);
      assertThat(threads()).isNotEmpty().allMatch(Thread::isDaemon);

      program.context().stop(true);

      assertThat(program.received()).containsExactly("a");
      eventually(() -> threads().isEmpty());
    }
  }

  /** Those of actor systems that streams have. */
  private static List<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().matches("sluice-\\d+-.*"))
        .toList();
  }

  @Test
  void the_system_has_no_network_no_java_serialization_and_ends_no_process() throws Exception {
    try (Programs program = new Programs()) {
      program.start(program.obedient(), PekkoOptions.defaults());

      Config config = settings(program.nextActor());

      // The application.conf of these tests asks for the reverse of each.
      assertThat(config.getString("pekko.actor.provider")).isEqualTo("local");
      assertThat(config.getBoolean("pekko.actor.allow-java-serialization")).isFalse();
      assertThat(config.getBoolean("pekko.jvm-exit-on-fatal-error")).isFalse();
      assertThat(config.getBoolean("pekko.jvm-shutdown-hooks")).isFalse();
      assertThat(config.getBoolean("pekko.daemonic")).isTrue();
    }
  }

  private static Config settings(ActorRef actor) throws Exception {
    return (Config)
        ask(actor, Obedient.Describe.SETTINGS).get(Programs.PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  @Test
  void settings_are_above_the_defaults() throws Exception {
    try (Programs program = new Programs()) {
      program.start(
          program.obedient(),
          PekkoOptions.defaults().withSettings("sluice.pekko.mailbox.mailbox-capacity = 7"));

      Config config = settings(program.nextActor());

      assertThat(config.getInt("sluice.pekko.mailbox.mailbox-capacity")).isEqualTo(7);
      assertThat(config.getString("pekko.actor.provider")).isEqualTo("local");
    }
  }

  @Test
  void messages_that_find_no_room_for_long_are_lost_and_counted() throws Exception {
    try (Programs program = new Programs()) {
      String small =
          "sluice.pekko.mailbox { mailbox-capacity = 10, mailbox-push-timeout-time = 1ms }";
      program.start(program.obedient(), PekkoOptions.defaults().withSettings(small));
      ActorRef actor = program.nextActor();
      CountDownLatch begun = new CountDownLatch(1);
      CountDownLatch latch = new CountDownLatch(1);
      actor.tell(new Obedient.Wait(begun, latch), ActorRef.noSender());
      begun.await();

      IntStream.range(0, 30)
          .forEach(n -> actor.tell(new Obedient.Tell("t" + n), ActorRef.noSender()));
      latch.countDown();

      eventually(() -> program.received().size() + program.counted("did not take") == 30);
      assertThat(program.counted("did not take")).isBetween(1L, 20L);
    }
  }

  @Test
  void a_message_to_an_actor_of_another_system_cannot_be_stored() throws Exception {
    ActorSystem other = ActorSystem.create("other", ConfigFactory.defaultReference());
    try {
      ActorRef actor = other.actorOf(Props.create(Stranger.class, Stranger::new), "stranger");

      assertThat(ask(actor, "a").get(Programs.PATIENCE.toSeconds(), TimeUnit.SECONDS))
          .isEqualTo(
              "Cannot store what the actor pekko://other/user/stranger got: it is in the actor system \"other\", expected that of a stream, see PekkoUtils.createStream");
    } finally {
      other.terminate();
      other.getWhenTerminated().toCompletableFuture().join();
    }
  }

  /** Answers with the error. */
  private static final class Stranger extends AbstractActor implements ActorHelper<String> {
    @Override
    public Receive createReceive() {
      return receiveBuilder().match(String.class, this::take).build();
    }

    private void take(String text) {
      try {
        store(text);
      } catch (IllegalStateException failure) {
        getSender().tell(String.valueOf(failure.getMessage()), getSelf());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a/b", "$a", "ä"})
  void a_name_that_no_actor_can_have_is_refused(String name) {
    Props props = Props.create(Stranger.class, Stranger::new);
    StreamingConf conf = new StreamingConf().setMaster("local[1]").setAppName("names");
    try (StreamingContext context = new StreamingContext(conf, Durations.seconds(1))) {
      assertThatThrownBy(() -> PekkoUtils.createStream(context, props, name))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("found the name \"" + name + "\"");
    }
  }

  @Test
  void settings_that_cannot_be_read_are_refused_without_being_shown() {
    PekkoOptions options = PekkoOptions.defaults();
    assertThatThrownBy(() -> options.withSettings("a = 1\nb = {secret"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot read the settings of an actor system: found an error in line 2, expected HOCON as in an application.conf")
        .satisfies(failure -> assertThat(cause(failure)).isNull());
  }

  private static @Nullable Throwable cause(Throwable failure) {
    return failure.getCause();
  }
}
