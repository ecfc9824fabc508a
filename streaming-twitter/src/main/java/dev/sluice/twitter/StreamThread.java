package dev.sluice.twitter;

import dev.sluice.receiver.ReceiverStoppedException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Connects, reads, and connects again, from {@link #start} to {@link #stop}. Thread-safe: all but
 * these two is confined to its thread.
 */
final class StreamThread {
  private final TwitterOptions options;
  private final Outage outage;
  private final Intake intake;
  private final Requests requests;
  private final BackOff backOff;
  private final Thread thread;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private boolean haveRules;
  private int failures;

  /** Not started. */
  StreamThread(String name, TwitterOptions options, Outage outage, Intake intake) {
    this.options = options;
    this.outage = outage;
    this.intake = intake;
    this.requests = new Requests(options);
    this.backOff = new BackOff(options.manner().waitScale());
    this.thread = new Thread(this::run, name);
  }

  void start() {
    thread.start();
  }

  /** Breaks the connection and waits for the end of the thread. */
  void stop() throws InterruptedException {
    stopped.countDown();
    thread.interrupt();
    thread.join();
  }

  private void run() {
    try (ClosableHttp http =
        ClosableHttp.open(thread.getName(), options.manner().connectTimeout())) {
      connectAgainAndAgain(new Exchange(http, options.manner().stallTimeout()));
    } catch (ReceiverStoppedException end) {
      stopped.countDown();
    } catch (InterruptedException | RuntimeException | Error failure) {
      if (!isStopped()) {
        intake.fail(failure);
      }
    } finally {
      outage.begin(System.nanoTime());
    }
  }

  private boolean isStopped() {
    return stopped.getCount() == 0;
  }

  private void connectAgainAndAgain(Exchange exchange) throws InterruptedException {
    while (!isStopped()) {
      Trouble trouble = attempt(exchange);
      if (isStopped()) {
        return;
      }
      if (trouble instanceof Trouble.Final) {
        intake.giveUp("Cannot read %s: %s".formatted(options.kind(), trouble.description()));
        return;
      }
      Duration wait = backOff.after(trouble, Instant.now());
      tell(trouble, wait);
      if (stopped.await(wait.toNanos(), TimeUnit.NANOSECONDS)) {
        return;
      }
    }
  }

  private Trouble attempt(Exchange exchange) throws InterruptedException {
    try {
      List<String> rules = options.wanted().rules();
      if (!haveRules && rules != null) {
        new RuleSync(requests, options.wanted().ruleTag(), rules).run(exchange);
      }
      haveRules = true;
      return read(exchange);
    } catch (RefusedException refused) {
      return refused.trouble();
    } catch (IOException broken) {
      return new Trouble.Network(StreamReading.describe(broken));
    } finally {
      intake.count("milliseconds without a stream", outage.takeMs(System.nanoTime()));
    }
  }

  private Trouble read(Exchange exchange) throws IOException, InterruptedException {
    int minutes = outage.backfillMinutes(System.nanoTime(), options.manner().backfillMinutes());
    try (InputStream body = exchange.open(requests.stream(minutes))) {
      StreamReading reading =
          new StreamReading(body, options.manner().mostPostBytes(), intake, this::isStopped);
      Trouble end = reading.run(this::established);
      outage.begin(reading.endedNs());
      intake.count("connections that ended", 1);
      return end;
    }
  }

  private void established() {
    long nowNs = System.nanoTime();
    intake.count("milliseconds without a stream", outage.takeMs(nowNs));
    outage.end(nowNs);
    backOff.worked();
    if (failures > 1) {
      intake.report("Connected again after %d attempts".formatted(failures));
    }
    failures = 0;
  }

  /** The first trouble is told, and then less and less of it. */
  private void tell(Trouble trouble, Duration wait) {
    failures++;
    boolean isPowerOf2 = (failures & (failures - 1)) == 0;
    if (isPowerOf2) {
      intake.report(
          "No stream of posts now: %s; connecting again in %d ms"
              .formatted(trouble.description(), wait.toMillis()));
    }
  }
}
