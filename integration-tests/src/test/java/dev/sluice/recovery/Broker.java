package dev.sluice.recovery;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A broker in a process of its own, which outlives the programs that it feeds. It produces messages
 * all the time. Whoever connects and says "receive" gets those not acknowledged, in order; the
 * broker draws, for all connections, how many it sends before it wants acknowledgements: lines of
 * ids. To whoever says something else it answers like a {@link Backlog}, line by line. Thread-safe:
 * the backlog is.
 */
final class Broker {
  private static final int TICK_MS = 5;
  private static final int MOST_PER_TICK = 10;
  private static final int LEAST_IN_FLIGHT = 50;
  private static final int MOST_IN_FLIGHT = 1_000;

  private final Backlog backlog = new Backlog();
  private final SplittableRandom random;
  private final ServerSocket server;
  private final int inFlight;

  private Broker(SplittableRandom random, ServerSocket server) {
    this.random = random;
    this.server = server;
    this.inFlight = random.nextInt(LEAST_IN_FLIGHT, MOST_IN_FLIGHT + 1);
  }

  /** Runs until the input ends; says its port. The argument is a seed. */
  public static void main(String[] args) throws IOException {
    SplittableRandom random = new SplittableRandom(Long.parseLong(args[0]));
    ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Broker broker = new Broker(random, server);
    ChildProcess.whenInputEnds(() -> Runtime.getRuntime().halt(0));
    ChildProcess.say(Integer.toString(server.getLocalPort()));
    broker.produce();
    broker.accept();
  }

  private void produce() {
    SplittableRandom bursts = random.split();
    ScheduledExecutorService producer = Executors.newSingleThreadScheduledExecutor();
    var unused =
        producer.scheduleAtFixedRate(
            () -> backlog.produce(bursts.nextInt(MOST_PER_TICK + 1)),
            TICK_MS,
            TICK_MS,
            TimeUnit.MILLISECONDS);
  }

  private void accept() throws IOException {
    while (true) {
      Socket client = server.accept();
      new Thread(() -> serve(client), "broker-client").start();
    }
  }

  private void serve(Socket client) {
    try (client;
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8))) {
      String first = lines.readLine();
      if ("receive".equals(first)) {
        deliver(client, lines);
      } else {
        for (String line = first; line != null; line = lines.readLine()) {
          write(client.getOutputStream(), backlog.answer(line));
        }
      }
    } catch (IOException clientIsGone) {
      return;
    }
  }

  private void deliver(Socket client, BufferedReader lines) throws IOException {
    Semaphore window = new Semaphore(inFlight);
    OutputStream out = client.getOutputStream();
    Thread sender = new Thread(() -> send(out, window), "broker-sender");
    sender.start();
    try {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        for (String id : line.split(" ")) {
          backlog.acknowledge(Integer.parseInt(id));
          window.release();
        }
      }
    } finally {
      sender.interrupt();
    }
  }

  private void send(OutputStream out, Semaphore window) {
    try {
      int last = 0;
      while (true) {
        window.acquire();
        last = backlog.awaitNext(last);
        write(out, Message.of(last).toString());
      }
    } catch (InterruptedException connectionHasEnded) {
      Thread.currentThread().interrupt();
    } catch (UncheckedIOException clientIsGone) {
      return;
    }
  }

  private static void write(OutputStream out, String line) {
    try {
      out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
