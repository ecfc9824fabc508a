package dev.sluice.spark;

import dev.sluice.io.Serializer;
import dev.sluice.rdd.AccumulatorUpdate;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.util.AccumulatorV2;

/**
 * Carries what tasks add to Sluice's accumulators to the driver, with Spark's own rules of what
 * counts: in the driver it applies what arrives instead of keeping it. Thread-safe: guarded by its
 * monitor.
 */
final class Additions extends AccumulatorV2<List<AccumulatorUpdate>, List<byte[]>> {
  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // serializers of programs are serializable
  private final Serializer serializer;

  private final ArrayList<byte[]> updates = new ArrayList<>();

  Additions(Serializer serializer) {
    this.serializer = serializer;
  }

  @Override
  public synchronized boolean isZero() {
    return updates.isEmpty();
  }

  @Override
  public synchronized Additions copy() {
    Additions copy = new Additions(serializer);
    copy.updates.addAll(updates);
    return copy;
  }

  @Override
  public synchronized void reset() {
    updates.clear();
  }

  @Override
  public synchronized void add(List<AccumulatorUpdate> more) {
    if (!more.isEmpty()) {
      updates.add(serializer.serialize(more).array());
    }
  }

  @Override
  public void merge(AccumulatorV2<List<AccumulatorUpdate>, List<byte[]>> other) {
    for (byte[] each : other.value()) {
      serializer
          .<AccumulatorUpdate>deserialize(ByteBuffer.wrap(each))
          .forEachRemaining(AccumulatorUpdate::apply);
    }
  }

  @Override
  public synchronized List<byte[]> value() {
    return List.copyOf(updates);
  }
}
