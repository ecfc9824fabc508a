package dev.sluice.testkit.receiver;

import dev.sluice.engine.Control;
import dev.sluice.engine.Engine;
import dev.sluice.engine.LongTask;
import dev.sluice.receiver.MessageCodec;
import dev.sluice.receiver.Receiver;
import dev.sluice.receiver.ReceiverSettings;
import dev.sluice.receiver.ReceiverTask;
import dev.sluice.receiver.SupervisorMessage;
import dev.sluice.receiver.TrackerMessage;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.streaming.StreamingContext;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * A receiver that runs as in a program: on the embedded engine, under its supervisor, with a driver
 * that is played. Confined to the suite's thread.
 */
final class ReceiverRun {
  private static final int STREAM = 0;
  private static final int EPOCH = 0;
  private static final int FEW_BLOCKS = 2;
  private static final int FEW_RECORDS = 64;
  private static final Duration TRACKER_TIMEOUT = Duration.ofMinutes(1);

  /** Short waits, little room: what blocks or piles up shows soon. */
  private static final ReceiverSettings SETTINGS =
      new ReceiverSettings(
          Duration.ofMillis(5),
          FEW_BLOCKS,
          FEW_RECORDS,
          0,
          0,
          Duration.ofMillis(10),
          Duration.ofMillis(50),
          TRACKER_TIMEOUT);

  private final Receiver<?> receiver;
  private final Patience patience;
  private final ReceiverThreads threads = new ReceiverThreads();
  private final StreamingContext context;
  private final Engine engine;
  private final PlayedDriver driver;
  private final Control.Mailbox mailbox;
  private final LongTask task;

  private ReceiverRun(Receiver<?> receiver, Patience patience) throws Exception {
    this.receiver = receiver;
    this.patience = patience;
    StreamingConf conf = new StreamingConf().setMaster("local[1]").setAppName("receiver contract");
    context = new StreamingContext(conf, Duration.ofSeconds(1));
    engine = (Engine) context.rddContext().runner();
    driver = new PlayedDriver(engine.blocks());
    mailbox = engine.control().open(TrackerMessage.MAILBOX, driver::hear);
    task = launch();
  }

  /** Has the receiver start; returns when it was told to. */
  static ReceiverRun start(Receiver<?> receiver, Patience patience) throws Exception {
    ReceiverRun run = new ReceiverRun(receiver, patience);
    patience.until(() -> run.driver.starts() > 0 || run.hasEnded());
    return run;
  }

  private LongTask launch() throws InterruptedException, ExecutionException {
    ReceiverTask body = new ReceiverTask(receiver, STREAM, EPOCH, SETTINGS);
    FutureTask<LongTask> launching =
        new FutureTask<>(() -> engine.launch(body.spec(), Optional.empty()));
    new Thread(threads, launching, "launcher").start();
    return launching.get();
  }

  PlayedDriver driver() {
    return driver;
  }

  ReceiverThreads threads() {
    return threads;
  }

  /** Has the receiver stop and start again after a while. */
  void restart(Duration delay) {
    receiver.restart("The suite asks for a restart", null, delay);
  }

  /** Tells the receiver to stop for good. */
  void stop() {
    engine
        .control()
        .send(
            SupervisorMessage.mailbox(STREAM, EPOCH),
            MessageCodec.encode(new SupervisorMessage.Stop("The suite stops the receiver")));
  }

  /** Interrupts the thread that starts and stops the receiver. */
  void interrupt() {
    task.interrupt();
  }

  boolean hasEnded() {
    return task.done().isDone();
  }

  /** Stops the receiver if it runs, by force if it does not heed that. */
  void end() throws Exception {
    driver.release();
    stop();
    if (!patience.until(this::hasEnded)) {
      task.interrupt();
    }
    mailbox.close();
    context.close();
  }
}
