package dev.sluice.testkit.receiver;

import dev.sluice.receiver.ReceiverStoppedException;
import dev.sluice.receiver.StoreException;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Receivers of which each breaks one rule in how it starts, stops or stores. */
final class BrokenReceivers {
  /** Opened when threads that were leaked on purpose are to end. */
  static final CountDownLatch OVER = new CountDownLatch(1);

  private BrokenReceivers() {}

  /** The parts that all have in common. */
  abstract static class Broken extends SequenceReceiver {
    private static final long serialVersionUID = 1L;

    Broken(int port) {
      super(port, SequenceBroker.PASSWORD);
    }
  }

  static final class BlocksInOnStart extends Broken {
    private static final long serialVersionUID = 1L;
    private transient CountDownLatch first;

    BlocksInOnStart(int port) {
      super(port);
    }

    @Override
    public void onStart() throws IOException {
      CountDownLatch awaited = new CountDownLatch(1);
      first = awaited;
      super.onStart();
      try {
        awaited.await();
      } catch (InterruptedException interrupt) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    void take(String line) throws IOException {
      super.take(line);
      first.countDown();
    }
  }

  static final class HasUnserializableField extends Broken {
    private static final long serialVersionUID = 1L;
    private final ArrayList<Object> locks = new ArrayList<>(List.of(new Object()));

    HasUnserializableField(int port) {
      super(port);
    }

    @Override
    public String toString() {
      return "receiver with " + locks.size() + " locks";
    }
  }

  static final class NeverGivesSlotsBack extends Broken {
    private static final long serialVersionUID = 1L;
    private transient int slots;

    NeverGivesSlotsBack(int port) {
      super(port);
    }

    @Override
    public void onStart() throws IOException {
      if (slots == 3) {
        throw new IllegalStateException("No slot is left");
      }
      super.onStart();
      slots++;
    }
  }

  static final class LeaksThread extends Broken {
    private static final long serialVersionUID = 1L;

    LeaksThread(int port) {
      super(port);
    }

    @Override
    public void onStart() throws IOException {
      super.onStart();
      Thread heartbeat = new Thread(LeaksThread::beat, "heartbeat");
      heartbeat.setDaemon(true);
      heartbeat.start();
    }

    private static void beat() {
      try {
        OVER.await();
      } catch (InterruptedException interrupt) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Lets its reader finish what it waits for, for a while, and stores that after all. */
  static final class StoresAfterStop extends Broken {
    private static final long serialVersionUID = 1L;
    private static final int LINGER_MS = 1_500;
    private transient volatile BufferedReader current;
    private transient volatile CountDownLatch reading;

    StoresAfterStop(int port) {
      super(port);
    }

    @Override
    public void onStart() throws IOException {
      reading = new CountDownLatch(1);
      super.onStart();
      try {
        reading.await();
      } catch (InterruptedException interrupt) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void onStop() {
      current = null;
    }

    @Override
    void receive(BufferedReader lines) {
      try (Socket connection = socket) {
        current = lines;
        reading.countDown();
        connection.setSoTimeout(LINGER_MS);
        String line = next(lines);
        while (line != null && current == lines) {
          take(line);
          line = next(lines);
        }
        if (line != null) {
          store(List.of(Integer.valueOf(line.split(" ")[1])));
        } else if (current == lines) {
          restart("The broker closed the connection");
        }
      } catch (ReceiverStoppedException | StoreException stopped) {
        return;
      } catch (IOException e) {
        restart("Cannot read from the broker", e);
      }
    }

    private String next(BufferedReader lines) throws IOException {
      boolean stopped = false;
      while (true) {
        try {
          return lines.readLine();
        } catch (SocketTimeoutException nothing) {
          if (stopped) {
            return null;
          }
          stopped = current != lines;
        }
      }
    }
  }

  static final class StoresTwice extends Broken {
    private static final long serialVersionUID = 1L;

    StoresTwice(int port) {
      super(port);
    }

    @Override
    void take(String line) throws IOException {
      super.take(line);
      String number = line.split(" ")[1];
      if (number.matches("[0-9]+")) {
        try {
          store(List.of(Integer.valueOf(number)));
        } catch (StoreException failure) {
          restart("Cannot store", failure);
        }
      }
    }
  }

  /** Now and then takes the next record first, if it has come. */
  static final class StoresOutOfOrder extends Broken {
    private static final long serialVersionUID = 1L;
    private transient BufferedReader lines;

    StoresOutOfOrder(int port) {
      super(port);
    }

    @Override
    void receive(BufferedReader received) {
      lines = received;
      super.receive(received);
    }

    @Override
    void take(String line) throws IOException {
      if (line.split(" ")[0].endsWith("3")) {
        takeNext();
      }
      super.take(line);
    }

    private void takeNext() throws IOException {
      if (lines.ready()) {
        String next = lines.readLine();
        if (next != null) {
          super.take(next);
        }
      }
    }
  }

  /** Opens one more connection and forgets it. */
  static final class LeaksConnection extends Broken {
    private static final long serialVersionUID = 1L;
    private static final List<Socket> LEAKED = Collections.synchronizedList(new ArrayList<>());

    LeaksConnection(int port) {
      super(port);
    }

    @Override
    public void onStart() throws IOException {
      LEAKED.add(new Socket(InetAddress.getLoopbackAddress(), port));
      super.onStart();
    }
  }
}
