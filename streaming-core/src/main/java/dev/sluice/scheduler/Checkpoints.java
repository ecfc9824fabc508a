package dev.sluice.scheduler;

import dev.sluice.monitor.CheckpointStatus;
import dev.sluice.time.Time;
import java.time.Duration;
import java.util.Optional;

/** When a program is checkpointed, and what may be forgotten. Confined to the driver thread. */
interface Checkpoints {
  /** A program that keeps nothing beyond its process. */
  Checkpoints NONE =
      new Checkpoints() {
        @Override
        public void begin(Resumption resumption) {}

        @Override
        public void batchDone(Time time) {}

        @Override
        public Time forgettable(Time done) {
          return done;
        }

        @Override
        public Time newest() {
          return new Time(0);
        }

        @Override
        public Optional<CheckpointStatus> status() {
          return Optional.empty();
        }

        @Override
        public boolean isBusy() {
          return false;
        }

        @Override
        public void last(Runnable action) {
          action.run();
        }

        @Override
        public void close(Duration patience) {}
      };

  /** The program begins; writes a checkpoint if there is none. */
  void begin(Resumption resumption) throws Exception;

  /** A batch is done; begins a checkpoint if one is due. */
  void batchDone(Time time);

  /** The batch up to which a restart would need nothing again, given the one that is done. */
  Time forgettable(Time done);

  /** The batch of the newest checkpoint that is written. */
  Time newest();

  /** How far checkpoints are; empty if there are none. */
  Optional<CheckpointStatus> status();

  /** Whether a checkpoint is being written, or what it makes needless is being deleted. */
  boolean isBusy();

  /** Takes a checkpoint of the newest batch if none has been taken, then runs the action. */
  void last(Runnable action);

  /** Ends what is being written, and waits for that at most so long. */
  void close(Duration patience);
}
