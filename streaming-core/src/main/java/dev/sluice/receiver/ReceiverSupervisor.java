package dev.sluice.receiver;

import dev.sluice.engine.Control;
import dev.sluice.engine.LongTaskContext;
import dev.sluice.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Runs one launch of a receiver and carries out the tracker's messages. Thread-safe: the receiver's
 * life is confined to the thread in {@link #run}, to which all others post commands; seals and
 * rates go straight to the generators, so they work whatever the receiver does.
 */
final class ReceiverSupervisor {
  private static final byte[] NO_REPLY = {};

  private final ReceiverTask task;
  private final LongTaskContext context;
  private final Receiver<?> receiver;
  private final TrackerLink tracker;
  private final RecordIntake intake;
  private final CommandQueue commands = new CommandQueue();
  private final AtomicBoolean restartAsked = new AtomicBoolean();
  private final AtomicBoolean stopAsked = new AtomicBoolean();
  private final ReceiverLife life;

  ReceiverSupervisor(
      ReceiverTask task, LongTaskContext context, ReceivedLogs.@Nullable Writer log) {
    this.task = task;
    this.context = context;
    this.receiver = task.receiver();
    this.tracker =
        new TrackerLink(
            context.control(), task.streamId(), task.epoch(), task.settings().blockStoreTimeout());
    this.intake = new RecordIntake(task, context, tracker, log, commands::wake);
    this.life = new ReceiverLife(task, context, tracker, intake, commands);
  }

  /** Returns when the receiver has ended; throws what it was stopped with. */
  void run() throws Exception {
    String name = SupervisorMessage.mailbox(task.streamId(), task.epoch());
    Control.Mailbox mailbox = context.control().open(name, this::onMessage);
    Clock.Registration participation = context.clock().join(this::awaitIdle);
    boolean interrupted = false;
    try {
      receiver.attach(this);
      life.register();
      while (!life.hasEnded()) {
        carryOut(commands.take());
      }
    } catch (InterruptedException interrupt) {
      interrupted = true;
      life.halt();
    } catch (RuntimeException | Error unexpected) {
      life.halt(unexpected);
    } finally {
      participation.leave();
      life.close();
      commands.close();
      mailbox.close();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    life.throwFailure();
  }

  int streamId() {
    return task.streamId();
  }

  RecordIntake intake() {
    return intake;
  }

  boolean isStarted() {
    return life.isStarted() && !stopAsked.get();
  }

  boolean isStopped() {
    return stopAsked.get() || life.isStopped();
  }

  boolean hasEnded() {
    return life.hasEnded();
  }

  void reportError(String message, @Nullable Throwable error) {
    tracker.reportError(message, error);
  }

  void restart(String message, @Nullable Throwable error, @Nullable Duration delay) {
    if (restartAsked.compareAndSet(false, true)) {
      commands.post(new SupervisorCommand.Restart(message, error, delay));
    }
  }

  void stop(String message, @Nullable Throwable error) {
    if (stopAsked.compareAndSet(false, true)) {
      commands.post(new SupervisorCommand.Stop(message, error));
    }
  }

  private CompletableFuture<byte[]> onMessage(byte[] bytes) {
    try {
      SupervisorMessage message = MessageCodec.supervisorMessage(bytes);
      if (message instanceof SupervisorMessage.Seal seal) {
        intake.seal(seal.batchTimeMs());
      } else if (message instanceof SupervisorMessage.UpdateRate update) {
        intake.generators().updateRate(update.recordsPerSecond());
      } else if (message instanceof SupervisorMessage.Admitted admitted) {
        intake.room().admitted(admitted.block());
      } else if (message instanceof SupervisorMessage.Processed processed) {
        receiver.processed(processed.blocks());
      } else if (message instanceof SupervisorMessage.Forget) {
        receiver.forget();
      } else if (message instanceof SupervisorMessage.StopRefilling) {
        receiver.stopRefilling();
      } else if (message instanceof SupervisorMessage.StopTaking) {
        intake.refuse();
      } else if (message instanceof SupervisorMessage.Stop stop) {
        stop(stop.reason(), null);
      }
      return CompletableFuture.completedFuture(NO_REPLY);
    } catch (RuntimeException failed) {
      return CompletableFuture.failedFuture(failed);
    }
  }

  private void awaitIdle() throws InterruptedException {
    commands.awaitIdle(intake.room()::isHolding);
    intake.generators().awaitPushed();
  }

  private void carryOut(SupervisorCommand command) throws InterruptedException {
    if (command instanceof SupervisorCommand.Restart restart) {
      restartAsked.set(false);
      life.restart(restart);
    } else if (command instanceof SupervisorCommand.StartAgain) {
      life.startAgain();
    } else if (command instanceof SupervisorCommand.Stop stop) {
      life.stop(stop);
    }
  }
}
