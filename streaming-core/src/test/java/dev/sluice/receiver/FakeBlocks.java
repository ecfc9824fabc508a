package dev.sluice.receiver;

import dev.sluice.engine.BlockId;
import dev.sluice.engine.BlockStore;
import dev.sluice.engine.EngineException;
import dev.sluice.rdd.StorageLevel;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** Keeps blocks in a map; can be made to wait or to fail. */
final class FakeBlocks implements BlockStore {
  final Map<Long, List<?>> stored = new ConcurrentSkipListMap<>();
  final BlockingQueue<Long> puts = new LinkedBlockingQueue<>();
  volatile CountDownLatch gate = new CountDownLatch(0);
  volatile @Nullable String nextFailure;

  @Override
  public Stored put(BlockId id, List<?> records, StorageLevel level, Retention retention) {
    puts.add(id.number());
    try {
      gate.await();
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
      throw new EngineException("interrupted", interrupt);
    }
    String failure = nextFailure;
    if (failure != null) {
      nextFailure = null;
      throw new EngineException(failure, null);
    }
    stored.put(id.number(), records);
    return new Stored(10L * records.size(), level.replication());
  }

  @Override
  public Stored putBytes(BlockId id, ByteBuffer bytes, StorageLevel level, Retention retention) {
    stored.put(id.number(), List.of(bytes));
    return new Stored(bytes.remaining(), level.replication());
  }

  @Override
  public <T> Optional<Iterator<T>> get(BlockId id) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void remove(BlockId id) {
    stored.remove(id.number());
  }

  @Override
  public Usage usage() {
    throw new UnsupportedOperationException();
  }
}
