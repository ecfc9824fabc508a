package dev.sluice.benchmarks.harness;

import java.io.PrintStream;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The driver: runs one workload on one contestant in this JVM, and prints one JSON line for each
 * result on standard output. Confined to the main thread, but for the watchdog's, which prints and
 * ends the process.
 */
public final class Bench {
  private static final int RIGHT = 0;
  private static final int WRONG = 2;
  private static final int TIMED_OUT = 3;

  private final Contestant contestant;
  private final Settings settings;
  private final PrintStream out;
  private boolean correct = true;

  private Bench(Contestant contestant, Settings settings, PrintStream out) {
    this.contestant = contestant;
    this.settings = settings;
    this.out = out;
  }

  /**
   * Runs what the arguments say, and ends the JVM: with status 0 if all results were right or the
   * contestant does not have the workload.
   */
  public static void main(Contestant contestant, String... arguments) {
    Settings settings = Arguments.parse(arguments);
    int status = new Bench(contestant, settings, System.out).run();
    System.out.flush();
    // Engines leave threads behind that would keep the process.
    Runtime.getRuntime().halt(status);
  }

  private int run() {
    if (!isRun()) {
      System.err.printf(
          "%s has no %s %s%n",
          settings.name(), settings.workload().label(), settings.ingest().label());
      return RIGHT;
    }
    startWatchdog();
    Optional<SenderProcess> sender = Optional.empty();
    try {
      if (settings.is(Ingest.TCP)) {
        sender = Optional.of(SenderProcess.start(settings, contestant.needsHeartbeat()));
      }
      contestant.open(settings);
      measurement(sender).run(this::print);
      contestant.close();
    } catch (Exception e) {
      e.printStackTrace();
      fail(e.toString());
    } finally {
      sender.ifPresent(SenderProcess::close);
    }
    return correct ? RIGHT : WRONG;
  }

  /** Over sockets there are only the drained lines. */
  private boolean isRun() {
    if (settings.workload().mode() == Workload.Mode.OWN) {
      return contestant.own(settings).isPresent();
    }
    boolean lines = settings.workload() == Workload.W1 || settings.workload() == Workload.W2;
    return contestant.supports(settings) && (lines || !settings.is(Ingest.TCP));
  }

  private Measurement measurement(Optional<SenderProcess> sender) {
    return switch (settings.workload().mode()) {
      case DRAIN -> Drain.of(contestant, settings, sender);
      case INTERVALS -> new Intervals(contestant, settings);
      case LATENCY -> new Latency(contestant, settings);
      case START_UP -> new StartUp(contestant, settings);
      case IDLE -> new Idle(contestant, settings);
      case OWN -> contestant.own(settings).orElseThrow();
    };
  }

  private void startWatchdog() {
    Thread watchdog =
        new Thread(
            () -> {
              try {
                TimeUnit.SECONDS.sleep(settings.timeoutSeconds());
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
              }
              fail("timed out");
              Runtime.getRuntime().halt(TIMED_OUT);
            },
            "watchdog");
    watchdog.setDaemon(true);
    watchdog.start();
  }

  private void fail(String error) {
    print(Result.of(settings, settings.batchMs()).checked(Optional.of(error)));
  }

  private synchronized void print(Result result) {
    correct &= result.isCorrect();
    result.with(Field.VERSION, contestant.version());
    if (settings.workload().mode() != Workload.Mode.OWN) {
      Machine.peakResidentMb().ifPresent(mb -> result.with(Field.RSS_MB, mb));
    }
    out.println(result.toJson());
    out.flush();
  }
}
