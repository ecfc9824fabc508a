package dev.sluice.receiver;

import dev.sluice.engine.BlockId;
import dev.sluice.engine.LongTaskContext;
import dev.sluice.engine.RecordSizes;
import dev.sluice.io.Bytes;
import dev.sluice.io.Serializer;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ways by which a receiver's records become stored blocks: one by one through the default block
 * generator, or as whole blocks. Thread-safe: its parts are.
 */
final class RecordIntake {
  private final int streamId;
  private final Serializer serializer;
  private final TrackerLink tracker;
  private final BlockNumbers numbers;
  private final RecordSizes sizes;
  private final BlockGenerators generators;
  private final Room room;
  private final BlockStorer storer;
  private final BlockGenerator<Object> defaultGenerator;
  private final Counts counts = new Counts();
  private final boolean untilProcessed;
  private volatile boolean storedSinceStart;
  private volatile boolean closed;

  /**
   * Takes nothing yet.
   *
   * @param whenHeld run when blocks are held, as there is no room for them
   */
  RecordIntake(
      ReceiverTask task,
      LongTaskContext context,
      TrackerLink tracker,
      ReceivedLogs.@Nullable Writer log,
      Runnable whenHeld) {
    this.streamId = task.streamId();
    this.serializer = context.serializer();
    this.tracker = tracker;
    this.numbers = new BlockNumbers(task.blockNamespace(), task.epoch(), context.clock().millis());
    this.sizes = new RecordSizes(serializer);
    this.generators =
        new BlockGenerators(streamId, task.settings(), context.clock(), numbers, sizes);
    this.room = new Room(tracker, generators, task.settings().isBounded(), whenHeld);
    this.storer =
        new BlockStorer(
            streamId,
            context.blocks(),
            task.receiver().storageLevel(),
            tracker,
            room,
            serializer,
            log,
            task.settings().blockStoreTimeout());
    this.untilProcessed = task.settings().ackAfter() == AckAfter.PROCESSED;
    this.defaultGenerator = generators.create(new Pushing());
  }

  void start() {
    defaultGenerator.start();
  }

  void add(Object record) {
    defaultGenerator.addData(record);
    noteStored();
  }

  /** Stores a block; the list must be no one else's. */
  void store(List<?> records, @Nullable Object metadata) {
    checkOpen();
    storer.store(numbers.next(), records, serialized(metadata));
    noteStored();
  }

  /** Stores a block that has its number; the list must be no one else's. */
  void storeNumbered(BlockId block, List<?> records, @Nullable Bytes metadata) {
    storer.store(block, records, metadata);
    noteStored();
  }

  /** Stores a block of an earlier process again; the list must be no one else's. */
  void refill(BlockId block, List<?> records, List<?> positions) {
    storer.refill(block, records, bytes(positions));
    noteStored();
  }

  /** Stores a block; the bytes must be no one else's. */
  void storeBytes(ByteBuffer bytes, @Nullable Object metadata) {
    checkOpen();
    storer.storeBytes(numbers.next(), bytes, serialized(metadata));
    noteStored();
  }

  /** Positions as metadata of a block. */
  Bytes bytes(List<?> positions) {
    return PositionBytes.of(positions, untilProcessed, serializer);
  }

  /** The positions that the ledger has of this stream's blocks; their ids are not given again. */
  <P> List<StoredPositions.Recorded<P>> recorded() throws InterruptedException {
    List<StoredPositions.Recorded<P>> recorded = new ArrayList<>();
    for (RecordedPositions block : tracker.recorded()) {
      numbers.skip(block.block());
      List<P> positions = PositionBytes.read(block.positions(), serializer);
      recorded.add(new StoredPositions.Recorded<>(block.block(), block.progress(), positions));
    }
    return recorded;
  }

  /** Whether acknowledgements wait until blocks are processed. */
  boolean isUntilProcessed() {
    return untilProcessed;
  }

  BlockGenerators generators() {
    return generators;
  }

  /** Room for this launch's blocks. */
  Room room() {
    return room;
  }

  /** Estimates the bytes of records. */
  RecordSizes sizes() {
    return sizes;
  }

  Counts counts() {
    return counts;
  }

  /** Seals the generators and tells the tracker when everything is added for which is room. */
  void seal(long batchTimeMs) {
    generators.seal(() -> sealed(batchTimeMs));
  }

  private void sealed(long batchTimeMs) {
    tracker.sealed(batchTimeMs, counts.take());
  }

  void receiverStarts() {
    storedSinceStart = false;
  }

  boolean storedSinceStart() {
    return storedSinceStart;
  }

  /** Takes nothing more, and tells the tracker once all that is buffered is added. */
  void refuse() {
    closed = true;
    generators.refuse();
    generators.sealAll(() -> sealed(TrackerMessage.Sealed.LAST));
  }

  /** Stores all that is buffered, then takes nothing more. */
  void drain() {
    generators.stop();
    closed = true;
    room.open();
  }

  /** Takes nothing more and drops what is buffered. */
  void abort() {
    closed = true;
    room.open();
    generators.abort();
  }

  private void noteStored() {
    if (!storedSinceStart) {
      storedSinceStart = true;
    }
  }

  private void checkOpen() {
    if (closed) {
      throw new ReceiverStoppedException(
          "Cannot store a block: the receiver of stream " + streamId + " has stopped", null);
    }
  }

  private @Nullable Bytes serialized(@Nullable Object metadata) {
    return metadata == null ? null : Bytes.of(serializer.write(metadata));
  }

  /** What the default generator does with its blocks. */
  private final class Pushing implements BlockGeneratorListener<Object> {
    @Override
    public void onPushBlock(BlockId block, List<Object> records) {
      int count = records.size();
      boolean stored = false;
      try {
        storer.store(block, records, null);
        stored = true;
      } finally {
        if (!stored) {
          counts.add("records lost because a block could not be stored", count);
        }
      }
    }

    @Override
    public void onError(String message, Throwable error) {
      tracker.reportError(message, error);
    }
  }
}
