package dev.sluice.spark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A source that sends numbers, and those that were not acknowledged again to whoever connects next.
 * Thread-safe: guarded by its monitor.
 */
final class NumberServer implements AutoCloseable {
  private static final int WINDOW = 500;

  private final ServerSocket server;
  private final TreeSet<Integer> unacknowledged = new TreeSet<>();
  private final List<Long> processes = new CopyOnWriteArrayList<>();
  private int next;
  private int end;

  NumberServer() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start("numbers-accept", this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  /** The processes that have connected, in order. */
  List<Long> processes() {
    return processes;
  }

  /** Lets numbers below this one be sent. */
  synchronized void sendUpTo(int newEnd) {
    end = newEnd;
    notifyAll();
  }

  /** Whether all numbers that may be sent are acknowledged. */
  synchronized boolean isDone() {
    return next == end && unacknowledged.isEmpty();
  }

  synchronized int sent() {
    return next;
  }

  synchronized Set<Integer> unacknowledged() {
    return new TreeSet<>(unacknowledged);
  }

  private void accept() {
    try {
      while (true) {
        serve(server.accept());
      }
    } catch (IOException closed) {
      // the server was closed
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      processes.add(Long.parseLong(in.readLine()));
      Thread sender = start("numbers-send", () -> send(socket));
      try {
        for (String line = in.readLine(); line != null; line = in.readLine()) {
          acknowledged(Integer.parseInt(line));
        }
      } finally {
        sender.interrupt();
        sender.join();
      }
    } catch (IOException | InterruptedException gone) {
      // the next connection gets again what was not acknowledged
    }
  }

  private void send(Socket socket) {
    try {
      PrintWriter out = new PrintWriter(socket.getOutputStream(), false, StandardCharsets.UTF_8);
      for (int number : unacknowledged()) {
        out.println(number);
      }
      while (!out.checkError()) {
        take().forEach(out::println);
      }
    } catch (IOException | InterruptedException over) {
      // the next connection goes on
    }
  }

  private synchronized List<Integer> take() throws InterruptedException {
    while (next == end || unacknowledged.size() >= WINDOW) {
      wait();
    }
    List<Integer> taken = new ArrayList<>();
    while (next < end && unacknowledged.size() < WINDOW) {
      unacknowledged.add(next);
      taken.add(next++);
    }
    return taken;
  }

  private synchronized void acknowledged(int number) {
    unacknowledged.remove(number);
    notifyAll();
  }

  private static Thread start(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
