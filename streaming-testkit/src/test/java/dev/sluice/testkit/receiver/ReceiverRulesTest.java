package dev.sluice.testkit.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.receiver.Receiver;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each broken receiver breaks the rule it is meant to break, and no other. */
class ReceiverRulesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int AT_A_TIME = 8;

  private static final ExecutorService CHECKERS = Executors.newFixedThreadPool(AT_A_TIME);
  private static List<Checked> all = List.of();

  /** A broken receiver being checked. */
  private record Checked(String name, int broken, Future<List<RuleResult>> results) {
    @Override
    public String toString() {
      return "%s breaks rule %d".formatted(name, broken);
    }
  }

  @BeforeAll
  static void check_all() {
    all =
        List.of(
            check("blocks in onStart", 1, BrokenReceivers.BlocksInOnStart::new),
            check("unserializable field", 2, BrokenReceivers.HasUnserializableField::new),
            check("never gives slots back", 3, BrokenReceivers.NeverGivesSlotsBack::new),
            check("leaks a thread", 4, BrokenReceivers.LeaksThread::new),
            check("stores after stop", 5, BrokenReceivers.StoresAfterStop::new),
            check("stores twice", 6, BrokenReceivers.StoresTwice::new),
            check("stores out of order", 7, BrokenReceivers.StoresOutOfOrder::new),
            check("buffers without bound", 8, HardToStopReceivers.BuffersWithoutBound::new),
            check("acknowledges early", 9, WrongAcknowledgements.AcknowledgesEarly::new),
            check("acknowledges twice", 10, WrongAcknowledgements.AcknowledgesTwice::new),
            check("acknowledges backwards", 10, WrongAcknowledgements.AcknowledgesBackwards::new),
            check("acknowledges late", 11, WrongAcknowledgements.AcknowledgesLate::new),
            check("drops on restart", 12, WrongAcknowledgements.DropsOnRestart::new),
            check("drops after a break", 13, HardToStopReceivers.DropsAfterBreak::new),
            check("gives up", 14, HardToStopReceivers.GivesUp::new),
            check("tries in silence", 14, HardToStopReceivers.TriesInSilence::new),
            check("throws from a thread", 15, HardToStopReceivers.ThrowsFromThread::new),
            check("dies of undecodable", 16, HardToStopReceivers.DiesOfUndecodable::new),
            check("shows a secret", 17, HardToStopReceivers.ShowsSecret::new),
            check("stops only connected", 18, HardToStopReceivers.StopsOnlyWhenConnected::new),
            check("swallows the end", 19, HardToStopReceivers.SwallowsTheEnd::new),
            check("leaks a connection", 20, BrokenReceivers.LeaksConnection::new),
            check("shares its target", 21, HardToStopReceivers.SharesItsTarget::to));
  }

  private static Checked check(String name, int broken, IntFunction<Receiver<Integer>> made) {
    return new Checked(
        name,
        broken,
        CHECKERS.submit(() -> ReceiverRules.of(() -> harness(made), PATIENCE).check()));
  }

  private static ReceiverHarness<Integer> harness(IntFunction<Receiver<Integer>> made)
      throws IOException {
    return new SequenceHarness() {
      @Override
      public Receiver<Integer> newReceiver() {
        return made.apply(broker.port());
      }
    };
  }

  static List<Checked> all() {
    return all;
  }

  @AfterAll
  static void end() {
    BrokenReceivers.OVER.countDown();
    CHECKERS.shutdown();
  }

  @ParameterizedTest
  @Timeout(value = 5, unit = TimeUnit.MINUTES) // each rule that is broken is waited for
  @MethodSource("all")
  void a_broken_receiver_breaks_one_rule(Checked checked)
      throws InterruptedException, ExecutionException {
    List<RuleResult> failures = new ArrayList<>(checked.results().get());
    failures.removeIf(RuleResult::passed);
    assertThat(failures)
        .as(failures.toString())
        .extracting(RuleResult::number)
        .containsExactly(checked.broken());
    assertThat(failures.get(0).failure().orElseThrow()).isInstanceOf(Breach.class);
  }
}
