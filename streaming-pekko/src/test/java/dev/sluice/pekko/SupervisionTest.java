package dev.sluice.pekko;

import static dev.sluice.pekko.Programs.ask;
import static dev.sluice.pekko.Programs.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.AbstractActor;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.AllForOneStrategy;
import org.apache.pekko.actor.OneForOneStrategy;
import org.apache.pekko.actor.PoisonPill;
import org.apache.pekko.actor.Props;
import org.apache.pekko.actor.SupervisorStrategy;
import org.apache.pekko.japi.pf.DeciderBuilder;
import org.junit.jupiter.api.Test;

class SupervisionTest {

  private static Obedient.Fail fail(Throwable failure) {
    return new Obedient.Fail(failure);
  }

  private static Object messages(ActorRef actor) throws Exception {
    return ask(actor, Obedient.Count.ALL).get(Programs.PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  @Test
  void a_runtime_exception_restarts_the_actor_which_keeps_its_mailbox() throws Exception {
    try (Programs program = new Programs()) {
      program.start(program.obedient(), PekkoOptions.defaults());
      ActorRef actor = program.nextActor();

      actor.tell(new Obedient.Tell("a"), ActorRef.noSender());
      actor.tell(fail(new IllegalArgumentException("secret")), ActorRef.noSender());
      actor.tell(new Obedient.Tell("b"), ActorRef.noSender());

      assertThat(program.nextActor()).isEqualTo(actor);
      assertThat(messages(actor)).isEqualTo(1);
      eventually(() -> program.received().equals(List.of("a", "b")));
      eventually(() -> program.counted("actor failed") == 1);
      eventually(() -> !program.errors().isEmpty());
      assertThat(program.errors())
          .singleElement()
          .asString()
          .startsWith(
              "The actor \"it\" failed on a message, found java.lang.IllegalArgumentException at dev.sluice.pekko.")
          .endsWith("; 1 so far")
          .doesNotContain("secret");
    }
  }

  @Test
  void a_checked_exception_starts_the_receiver_again() throws Exception {
    try (Programs program = new Programs()) {
      program.start(program.obedient(), PekkoOptions.defaults());
      ActorRef first = program.nextActor();

      first.tell(fail(new IOException("gone")), ActorRef.noSender());
      ActorRef second = program.nextActor();
      second.tell(new Obedient.Tell("b"), ActorRef.noSender());

      assertThat(second).isNotEqualTo(first);
      eventually(() -> program.received().equals(List.of("b")));
      eventually(() -> !program.errors().isEmpty());
      assertThat(program.errors().get(0)).contains("An actor failed, found java.io.IOException");
    }
  }

  @Test
  void an_actor_that_cannot_start_starts_the_receiver_again() throws Exception {
    try (Programs program = new Programs()) {
      program.start(Props.create(Unborn.class, Unborn::new), PekkoOptions.defaults());

      eventually(() -> program.errors().size() >= 2);
      assertThat(program.errors().get(0)).contains("ActorInitializationException");
    }
  }

  /** Cannot start. */
  private static final class Unborn extends AbstractActor implements ActorHelper<String> {
    @Override
    public void preStart() {
      throw new IllegalStateException("nobody there");
    }

    @Override
    public Receive createReceive() {
      return emptyBehavior();
    }
  }

  @Test
  void an_actor_that_stops_is_started_again_with_the_receiver() throws Exception {
    try (Programs program = new Programs()) {
      program.start(program.obedient(), PekkoOptions.defaults());
      ActorRef first = program.nextActor();

      first.tell(PoisonPill.getInstance(), ActorRef.noSender());

      assertThat(program.nextActor()).isNotEqualTo(first);
      eventually(() -> !program.errors().isEmpty());
      assertThat(program.errors().get(0)).contains("The actor \"it\" has stopped");
    }
  }

  @Test
  void a_strategy_that_resumes_keeps_the_actor() throws Exception {
    SupervisorStrategy resuming =
        new OneForOneStrategy(
            DeciderBuilder.matchAny(failure -> SupervisorStrategy.resume()).build());
    try (Programs program = new Programs()) {
      program.start(program.obedient(), PekkoOptions.defaults().withSupervision(resuming));
      ActorRef actor = program.nextActor();

      actor.tell(new Obedient.Tell("a"), ActorRef.noSender());
      actor.tell(fail(new IOException("once")), ActorRef.noSender());
      actor.tell(new Obedient.Tell("b"), ActorRef.noSender());

      eventually(() -> program.received().equals(List.of("a", "b")));
      assertThat(messages(actor)).isEqualTo(2);
    }
  }

  @Test
  void a_strategy_without_retries_left_starts_the_receiver_again() throws Exception {
    SupervisorStrategy never =
        new AllForOneStrategy(
            0,
            Duration.ofMinutes(1),
            DeciderBuilder.matchAny(failure -> SupervisorStrategy.restart()).build());
    try (Programs program = new Programs()) {
      program.start(program.obedient(), PekkoOptions.defaults().withSupervision(never));
      ActorRef first = program.nextActor();

      first.tell(fail(new IllegalStateException("once")), ActorRef.noSender());

      assertThat(program.nextActor()).isNotEqualTo(first);
      eventually(
          () ->
              program.errors().stream()
                  .anyMatch(
                      error ->
                          error.contains(
                              "The actor \"it\" has stopped, its last failure is java.lang.IllegalStateException")));
    }
  }

  @Test
  void a_fatal_error_ends_the_system_not_the_process_and_starts_the_receiver_again()
      throws Exception {
    try (Programs program = new Programs()) {
      program.start(program.obedient(), PekkoOptions.defaults());
      ActorRef first = program.nextActor();

      first.tell(fail(new NoClassDefFoundError("missing")), ActorRef.noSender());
      ActorRef second = program.nextActor();
      second.tell(new Obedient.Tell("b"), ActorRef.noSender());

      eventually(() -> program.received().equals(List.of("b")));
      eventually(() -> !program.errors().isEmpty());
      assertThat(program.errors().get(0))
          .contains("The actor system \"sluice-0\" has ended, by itself or by a fatal error");
    }
  }
}
