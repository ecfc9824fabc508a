package dev.sluice.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.BlockId;
import dev.sluice.engine.BlockStore;
import dev.sluice.engine.Control;
import dev.sluice.engine.LongTaskContext;
import dev.sluice.io.Bytes;
import dev.sluice.io.KryoSerializer;
import dev.sluice.io.Serializer;
import dev.sluice.rdd.StorageLevel;
import dev.sluice.time.Clock;
import dev.sluice.time.ManualClock;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One receiver under a supervisor, with a tracker and an engine of doubles and one log of all. */
final class ReceiverBench implements LongTaskContext {
  static final int STREAM = 3;
  static final int EPOCH = 0;

  final ManualClock clock = new ManualClock(1000);
  final FakeBlocks blocks = new FakeBlocks();
  final FakeControl control = new FakeControl();
  final BlockingQueue<String> log = new LinkedBlockingQueue<>();
  final Scripted receiver = new Scripted(log);
  Receiver<String> launched = receiver;
  final CompletableFuture<Void> done = new CompletableFuture<>();
  final CompletableFuture<Boolean> interruptedAtEnd = new CompletableFuture<>();
  volatile Function<TrackerMessage, TrackerReply> replies = message -> TrackerReply.accept();
  ReceiverSettings settings =
      new ReceiverSettings(
          Duration.ofMillis(100),
          2,
          1000,
          0,
          0,
          Duration.ofSeconds(2),
          Duration.ofSeconds(5),
          Duration.ofSeconds(20));
  volatile List<RecordedPositions> recorded = List.of();
  @Nullable ReceivedLogs logs;
  @Nullable Thread thread;

  ReceiverBench() {
    control.open(
        TrackerMessage.MAILBOX,
        bytes -> {
          TrackerMessage message = MessageCodec.trackerMessage(bytes);
          if (message instanceof TrackerMessage.AskRecorded) {
            return CompletableFuture.completedFuture(MessageCodec.encode(recorded));
          }
          try {
            TrackerReply reply = replies.apply(message);
            log.add(describe(message));
            return CompletableFuture.completedFuture(MessageCodec.encode(reply));
          } catch (RuntimeException failure) {
            return CompletableFuture.failedFuture(failure);
          }
        });
  }

  @Override
  public String host() {
    return "here";
  }

  @Override
  public Clock clock() {
    return clock;
  }

  @Override
  public BlockStore blocks() {
    return blocks;
  }

  @Override
  public Serializer serializer() {
    return new KryoSerializer();
  }

  @Override
  public Control control() {
    return control;
  }

  /** Launches the receiver; does not wait. */
  Thread launch() {
    var spec = new ReceiverTask(launched, STREAM, EPOCH, settings, logs).spec();
    Thread started =
        Threads.start(
            spec.name(),
            () -> {
              try {
                spec.body().run(this);
                interruptedAtEnd.complete(Thread.currentThread().isInterrupted());
                done.complete(null);
              } catch (Throwable failure) {
                done.completeExceptionally(failure);
              }
            });
    thread = started;
    return started;
  }

  /** Launches the receiver and waits until it was started. */
  void start() throws InterruptedException {
    launch();
    expect("register Scripted at here", "onStart");
  }

  /** Takes the log's next entries. */
  void expect(String... entries) throws InterruptedException {
    for (String entry : entries) {
      assertThat(Threads.take(log)).isEqualTo(entry);
    }
  }

  void tell(SupervisorMessage message) {
    control.send(SupervisorMessage.mailbox(STREAM, EPOCH), MessageCodec.encode(message));
  }

  void advanceMs(long ms) {
    clock.advance(Duration.ofMillis(ms));
  }

  /** Ends the receiver and checks that nothing is left. */
  void close() throws InterruptedException {
    Thread started = thread;
    if (started != null) {
      blocks.gate.countDown();
      started.interrupt();
      Threads.join(started);
      assertThat(control.mailboxes).containsOnlyKeys(TrackerMessage.MAILBOX);
    }
    assertThat(Threads.named("sluice-")).isEmpty();
  }

  private String describe(TrackerMessage message) {
    if (message instanceof TrackerMessage.Register register) {
      return "register "
          + register.receiverType().replaceAll(".*\\$", "")
          + " at "
          + register.host();
    } else if (message instanceof TrackerMessage.Deregister deregister) {
      return "deregister " + deregister.message() + firstLine(deregister.error());
    } else if (message instanceof TrackerMessage.ReportError report) {
      return "error " + report.message() + firstLine(report.error());
    } else if (message instanceof TrackerMessage.Refilled refilled) {
      return "refilled " + refilled.block().id().number() + " " + describe(refilled.block());
    } else if (message instanceof TrackerMessage.AddBlock add) {
      return "add " + describe(add.block());
    } else if (message instanceof TrackerMessage.AskRoom ask) {
      return "ask " + ask.block().number();
    } else if (message instanceof TrackerMessage.GiveRoomBack back) {
      return "give back " + back.block().number();
    } else if (message instanceof TrackerMessage.Sealed sealed) {
      return "sealed " + sealed.batchTimeMs() + " " + sealed.counts();
    }
    throw new AssertionError(message);
  }

  private String describe(ReceivedBlock block) {
    Bytes metadata = block.metadata();
    String with =
        metadata == null
            ? ""
            : block.hasPositions()
                ? " at " + PositionBytes.read(metadata, new KryoSerializer())
                : " with " + new KryoSerializer().<Object>read(ByteBuffer.wrap(metadata.toArray()));
    return blocks.stored.get(block.id().number()) + " x" + block.replicas() + with;
  }

  private static String firstLine(String stackTrace) {
    return stackTrace.isEmpty() ? "" : ": " + stackTrace.lines().findFirst().orElse("");
  }

  /** A receiver that logs its calls and does as told. */
  static final class Scripted extends Receiver<String> {
    private static final long serialVersionUID = 1L;

    private final transient BlockingQueue<String> log;
    transient volatile Action start = () -> {};
    transient volatile Action stop = () -> {};

    Scripted(BlockingQueue<String> log) {
      super(StorageLevel.MEMORY_AND_DISK_SER_2);
      this.log = log;
    }

    @Override
    public void onStart() throws Exception {
      log.add("onStart");
      start.run();
    }

    @Override
    public void onStop() throws Exception {
      log.add("onStop");
      stop.run();
    }

    void countFor(String what, long n) {
      count(what, n);
    }

    BlockGenerator<String> generator(BlockGeneratorListener<String> listener) {
      return createBlockGenerator(listener);
    }
  }

  @FunctionalInterface
  interface Action {
    void run() throws Exception;
  }

  /** A listener that stores blocks reliably. */
  static BlockGeneratorListener<String> storing(Receiver<String> receiver) {
    return new BlockGeneratorListener<>() {
      @Override
      public void onPushBlock(BlockId block, List<String> records) {
        receiver.store(records, "custom");
      }

      @Override
      public void onError(String message, Throwable error) {
        receiver.reportError(message, error);
      }
    };
  }
}
