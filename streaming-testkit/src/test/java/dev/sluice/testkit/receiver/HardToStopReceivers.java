package dev.sluice.testkit.receiver;

import dev.sluice.receiver.ReceiverStoppedException;
import dev.sluice.testkit.receiver.BrokenReceivers.Broken;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Receivers of which each breaks one rule in how it fails, waits or ends. */
final class HardToStopReceivers {
  private static final long PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(5);

  private HardToStopReceivers() {}

  /** Reads as fast as it can into a queue of its own. */
  static final class BuffersWithoutBound extends Broken {
    private static final long serialVersionUID = 1L;
    private transient BlockingQueue<String> queue;
    private transient Thread storer;

    BuffersWithoutBound(int port) {
      super(port);
    }

    @Override
    public void onStart() throws IOException {
      BlockingQueue<String> lines = new LinkedBlockingQueue<>();
      queue = lines;
      storer = new Thread(() -> storeAll(lines), "storer");
      storer.start();
      super.onStart();
    }

    @Override
    public void onStop() throws IOException, InterruptedException {
      super.onStop();
      storer.interrupt();
      storer.join();
    }

    @Override
    void take(String line) {
      queue.add(line);
    }

    private void storeAll(BlockingQueue<String> lines) {
      try {
        while (true) {
          super.take(lines.take());
        }
      } catch (ReceiverStoppedException stopped) {
        return;
      } catch (InterruptedException interrupt) {
        Thread.currentThread().interrupt();
      } catch (IOException failure) {
        restart("Cannot write to the broker", failure);
      }
    }
  }

  /** Takes the first new record after a lost connection for a greeting. */
  static final class DropsAfterBreak extends Broken {
    private static final long serialVersionUID = 1L;
    private transient volatile boolean broken;
    private transient volatile long next;

    DropsAfterBreak(int port) {
      super(port);
    }

    @Override
    void receive(BufferedReader lines) {
      try {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          take(line);
        }
        broken = true;
        restart("The broker closed the connection");
      } catch (ReceiverStoppedException stopped) {
        return;
      } catch (IOException e) {
        broken = !socket.isClosed();
        restart("Cannot read from the broker", e);
      }
    }

    @Override
    void take(String line) throws IOException {
      long position = Long.parseLong(line.split(" ")[0]);
      boolean isNew = position >= next;
      next = Math.max(next, position + 1);
      if (broken && isNew) {
        broken = false;
        send("ack " + position);
      } else {
        super.take(line);
      }
    }
  }

  static final class GivesUp extends Broken {
    private static final long serialVersionUID = 1L;
    private transient boolean wasConnected;

    GivesUp(int port) {
      super(port);
    }

    @Override
    public void onStart() throws IOException {
      try {
        super.onStart();
        wasConnected = true;
      } catch (IOException failure) {
        if (wasConnected) {
          throw failure;
        }
        stop("Cannot connect", failure);
      }
    }
  }

  /** Tries again by itself. */
  static class TriesByItself extends Broken {
    private static final long serialVersionUID = 1L;
    private transient volatile boolean stopping;
    private transient Thread connector;
    private final boolean discreet;
    private final boolean stubborn;

    TriesByItself(int port, boolean discreet, boolean stubborn) {
      super(port);
      this.discreet = discreet;
      this.stubborn = stubborn;
    }

    @Override
    public void onStart() {
      stopping = false;
      connector = new Thread(this::connect, "connector");
      connector.start();
    }

    private void connect() {
      while (!stopping || stubborn) {
        try {
          super.onStart();
          return;
        } catch (IOException failure) {
          report(failure);
          LockSupport.parkNanos(PAUSE_NS);
        }
      }
    }

    private void report(IOException failure) {
      if (!discreet) {
        reportError("Cannot connect", failure);
      }
    }

    @Override
    public void onStop() throws IOException, InterruptedException {
      stopping = true;
      connector.join();
      super.onStop();
    }
  }

  static final class TriesInSilence extends TriesByItself {
    private static final long serialVersionUID = 1L;

    TriesInSilence(int port) {
      super(port, true, false);
    }
  }

  static final class StopsOnlyWhenConnected extends TriesByItself {
    private static final long serialVersionUID = 1L;

    StopsOnlyWhenConnected(int port) {
      super(port, false, true);
    }
  }

  static final class ThrowsFromThread extends Broken {
    private static final long serialVersionUID = 1L;

    ThrowsFromThread(int port) {
      super(port);
    }

    @Override
    void receive(BufferedReader lines) {
      super.receive(lines);
      throw new IllegalStateException("No more lines");
    }
  }

  static final class DiesOfUndecodable extends Broken {
    private static final long serialVersionUID = 1L;

    DiesOfUndecodable(int port) {
      super(port);
    }

    @Override
    void take(String line) {
      String[] words = line.split(" ");
      store(Integer.valueOf(words[1]), Long.valueOf(words[0]));
    }
  }

  static final class ShowsSecret extends Broken {
    private static final long serialVersionUID = 1L;

    ShowsSecret(int port) {
      super(port);
    }

    @Override
    public void onStart() throws IOException {
      try {
        super.onStart();
      } catch (IOException failure) {
        throw new IOException("Cannot log in with " + SequenceBroker.PASSWORD, failure);
      }
    }
  }

  /** Once it has had many records, it stores until it succeeds, come what may. */
  static final class SwallowsTheEnd extends Broken {
    private static final long serialVersionUID = 1L;
    private static final int MANY = 100;
    private transient int taken;

    SwallowsTheEnd(int port) {
      super(port);
    }

    @Override
    public void onStop() throws IOException {
      if (socket != null) {
        socket.close();
      }
    }

    @Override
    void take(String line) throws IOException {
      CountDownLatch over = BrokenReceivers.OVER;
      taken++;
      while (over.getCount() > 0) {
        try {
          super.take(line);
          return;
        } catch (ReceiverStoppedException again) {
          if (taken < MANY) {
            throw again;
          }
          boolean swallowed = Thread.interrupted();
          LockSupport.parkNanos(swallowed ? 1 : PAUSE_NS);
        }
      }
    }
  }

  /** Connects to where the receiver that was made last has to. */
  static final class SharesItsTarget extends Broken {
    private static final long serialVersionUID = 1L;
    private static volatile int lastPort;

    private SharesItsTarget(int port) {
      super(port);
    }

    static SharesItsTarget to(int port) {
      lastPort = port;
      return new SharesItsTarget(port);
    }

    @Override
    public void onStart() throws IOException {
      port = lastPort;
      super.onStart();
    }
  }
}
