package dev.sluice.hadoop.storage;

import dev.sluice.rdd.StorageLevel;
import dev.sluice.receiver.ReceiverStoppedException;
import dev.sluice.receiver.ReliableReceiver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sends the numbers from 0 on that were not acknowledged; a file remembers which were. */
final class NumbersReceiver extends ReliableReceiver<Integer, Integer> {
  private static final long serialVersionUID = 1L;

  private final String local;
  private final int numbers;
  private transient @Nullable Thread sender;

  NumbersReceiver(Path local, int numbers) {
    super(StorageLevel.MEMORY_ONLY);
    this.local = local.toString();
    this.numbers = numbers;
  }

  private Path file() {
    return Path.of(local, "acknowledged");
  }

  @Override
  protected boolean identifiesByPosition() {
    return true;
  }

  @Override
  public void onStart() throws IOException {
    int first = Files.exists(file()) ? Integer.parseInt(Files.readString(file())) + 1 : 0;
    Thread started = new Thread(() -> send(first), "numbers");
    sender = started;
    started.start();
  }

  private void send(int first) {
    try {
      for (int number = first; number < numbers; number++) {
        store(number, number);
      }
    } catch (ReceiverStoppedException over) {
      // The next attempt sends what was not acknowledged.
    }
  }

  @Override
  protected void acknowledge(List<Integer> positions) throws IOException {
    NumbersProgram.replace(file(), Integer.toString(positions.get(positions.size() - 1)));
  }

  @Override
  public void onStop() throws InterruptedException {
    Thread started = sender;
    if (started != null) {
      started.interrupt();
      started.join();
    }
  }
}
