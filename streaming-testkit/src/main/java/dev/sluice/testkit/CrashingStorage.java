package dev.sluice.testkit;

import dev.sluice.io.Appender;
import dev.sluice.io.Lease;
import dev.sluice.io.LockedException;
import dev.sluice.io.Storage;
import dev.sluice.io.StoredInput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * A storage in memory that crashes at a call of the test's choice. From then on every call but a
 * close throws {@link CrashException}, also on other threads; {@link #recover} gives the storage
 * that a restarted process would find. What was durable is there. Of bytes that were not, a choice
 * that the seed decides is left: none, all, the first ones, some with a flipped bit, or zeros in
 * between. A file that was never synced may be missing. The call at which it crashed happened or
 * did not.
 *
 * <p>{@link #atEveryCall} does this for every call that changes the storage:
 *
 * <pre>{@code
 * int crashes =
 *     CrashingStorage.atEveryCall(
 *         42,
 *         () ->
 *             storage -> {
 *               int done = storage.exists("done") ? read(storage, "done") : 0;
 *               for (int next = done + 1; next <= 10; next++) {
 *                 storage.write("done", bytes(next));
 *               }
 *               return read(storage, "done");
 *             });
 * }</pre>
 *
 * <p>It can also run full or become read-only. Thread-safe: a monitor guards it.
 */
@SuppressWarnings("serial") // its number goes instead
public final class CrashingStorage implements Storage, Serializable {

  private final SplittableRandom random;
  private final CrashSwitch monitor;
  private final TreeMap<String, MemoryFile> files = new TreeMap<>();
  private final Map<String, Long> tokens = new HashMap<>();
  private final Map<String, MemoryLease> leases = new HashMap<>();

  /** An empty storage that does not crash unless it is told to. */
  public CrashingStorage(long seed) {
    this.random = new SplittableRandom(seed);
    this.monitor = new CrashSwitch(random);
  }

  /**
   * Runs a scenario without a crash, then once for each call that changes the storage with a crash
   * at that call, restarts it on what is left, and compares what came of both. About half of the
   * restarts crash once more at a call of the seed's choice.
   *
   * @param seed decides what crashes leave; the same seed repeats a single-threaded scenario
   * @param scenarios makes a new scenario for each crash
   * @return how many crashes there were
   * @throws AssertionError if a run after a crash fails or differs; it names the seed and the call
   */
  public static <R> int atEveryCall(long seed, Supplier<? extends CrashScenario<R>> scenarios) {
    return new CrashRuns<>(seed, scenarios).run();
  }

  /** Crashes at a call to come, counted from the first one as 1; 0 for none. */
  public void crashAt(long call) {
    synchronized (monitor) {
      monitor.crashAt(call);
    }
  }

  /** How many calls so far were to change the storage: all but reading, listing and closing. */
  public long calls() {
    synchronized (monitor) {
      return monitor.calls();
    }
  }

  /** Whether it has crashed. */
  public boolean crashed() {
    synchronized (monitor) {
      return monitor.crashed();
    }
  }

  /** Crashes if that has not happened, and returns what is left, with no lock held. */
  public CrashingStorage recover() {
    synchronized (monitor) {
      monitor.crash();
      CrashingStorage left = new CrashingStorage(random.nextLong());
      left.tokens.putAll(tokens);
      for (Map.Entry<String, MemoryFile> file : files.entrySet()) {
        MemoryFile after = file.getValue().afterCrash(random);
        if (after != null) {
          left.files.put(file.getKey(), after);
        }
      }
      return left;
    }
  }

  /** Lets the storage be full when so many more bytes are written. */
  public void fullAfter(long bytes) {
    synchronized (monitor) {
      monitor.fullAfter(bytes);
    }
  }

  /** Refuses every change from now on. */
  public void makeReadOnly() {
    synchronized (monitor) {
      monitor.readOnly(true);
    }
  }

  /** Allows changes again. */
  public void makeWritable() {
    synchronized (monitor) {
      monitor.readOnly(false);
    }
  }

  @Override
  public Appender create(String name) throws IOException {
    Storage.requireName(name);
    MemoryFile file = MemoryFile.created();
    synchronized (monitor) {
      if (files.containsKey(name)) {
        throw new FileAlreadyExistsException(null, null, "Cannot create " + name + ": it exists");
      }
      monitor.change("create " + name, () -> files.put(name, file));
    }
    return new MemoryAppender(monitor, name, file);
  }

  @Override
  public void write(String name, Content content) throws IOException {
    String what = "write " + Storage.requireName(name);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    content.writeTo(bytes);
    synchronized (monitor) {
      monitor.change(
          what,
          () -> {
            monitor.takeAll(what, bytes.size());
            files.put(name, MemoryFile.durable(bytes.toByteArray()));
          });
    }
  }

  @Override
  public StoredInput open(String name) throws IOException {
    synchronized (monitor) {
      return new MemoryInput(monitor, name, existing("open", name));
    }
  }

  private MemoryFile existing(String what, String name) throws IOException {
    MemoryFile file = files.get(Storage.requireName(name));
    monitor.requireAlive(what + " " + name);
    if (file == null) {
      throw new NoSuchFileException(null, null, "Cannot " + what + " " + name + ": there is none");
    }
    return file;
  }

  @Override
  public List<String> list(String directory) {
    String prefix = directory.isEmpty() ? "" : Storage.requireName(directory) + "/";
    synchronized (monitor) {
      monitor.requireAlive("list " + directory);
      return files.keySet().stream()
          .filter(name -> name.startsWith(prefix) && name.indexOf('/', prefix.length()) < 0)
          .toList();
    }
  }

  @Override
  public boolean exists(String name) {
    synchronized (monitor) {
      monitor.requireAlive("look for " + name);
      return files.containsKey(Storage.requireName(name));
    }
  }

  @Override
  public void delete(String name) throws IOException {
    Storage.requireName(name);
    synchronized (monitor) {
      monitor.change("delete " + name, () -> files.remove(name));
    }
  }

  @Override
  public void truncate(String name, long length) throws IOException {
    synchronized (monitor) {
      MemoryFile file = existing("truncate", name);
      if (length < 0 || length > file.length()) {
        throw new IllegalArgumentException(
            "Cannot truncate %s: found length %d, expected 0 to %d"
                .formatted(name, length, file.length()));
      }
      monitor.change("truncate " + name, () -> file.truncate((int) length));
    }
  }

  @Override
  public Lease lock(String name, String holder) throws IOException {
    Storage.requireName(name);
    if (holder.isBlank() || holder.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("Cannot lock " + name + ": the holder is not a line");
    }
    synchronized (monitor) {
      monitor.requireAlive("lock " + name);
      MemoryLease held = leases.get(name);
      if (held != null) {
        throw new LockedException(name, '"' + held.holder + "\" (token " + held.token + ")");
      }
      MemoryLease lease = new MemoryLease(name, holder, tokens.getOrDefault(name, 0L) + 1);
      monitor.change("lock " + name, () -> put(lease));
      return lease;
    }
  }

  private void put(MemoryLease lease) {
    String text = "token " + lease.token + "\nholder " + lease.holder + "\n";
    files.put(lease.name, MemoryFile.durable(text.getBytes(StandardCharsets.UTF_8)));
    tokens.put(lease.name, lease.token);
    leases.put(lease.name, lease);
  }

  /** To tasks of the same process goes this very storage; other processes cannot have it. */
  private Object writeReplace() {
    return SentStorage.of(this);
  }

  private final class MemoryLease implements Lease {
    private final String name;
    private final String holder;
    private final long token;

    MemoryLease(String name, String holder, long token) {
      this.name = name;
      this.holder = holder;
      this.token = token;
    }

    @Override
    public String holder() {
      return holder;
    }

    @Override
    public long token() {
      return token;
    }

    @Override
    public void close() {
      synchronized (monitor) {
        leases.remove(name, this);
      }
    }
  }
}
