package dev.sluice.zeromq;

import dev.sluice.zeromq.FromReceiver.Reason;
import dev.sluice.zeromq.Senders.Peer;
import dev.sluice.zeromq.StoringThread.Received;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * The receiver's side of the protocol: hands messages to the thread that stores, and tells senders
 * what is acknowledged. Confined to the thread of the loop, but for {@link #acknowledge} and what
 * it fills, which are thread-safe.
 */
final class RouterDuty implements Duty {
  private static final int MOST_A_TURN = 1_000;
  private static final Duration PAUSE = Duration.ofMillis(20);

  private final ReliableMessageReceiver<?> receiver;
  private final ZeroMQOptions options;
  private final Acknowledged remembered;
  private final Senders senders;
  private final Heartbeat heartbeat = new Heartbeat();
  private final Queue<Progress> acknowledged = new ConcurrentLinkedQueue<>();
  private @Nullable StoringThread<?> storing;
  private @Nullable SocketLoop loop;
  private long readNs = System.nanoTime();
  private final Map<Reason, Long> refusedNs = new EnumMap<>(Reason.class);
  private boolean garbageReported;

  RouterDuty(ReliableMessageReceiver<?> receiver, ZeroMQOptions options, Acknowledged remembered) {
    this.receiver = receiver;
    this.options = options;
    this.remembered = remembered;
    this.senders = new Senders(options.mostSenders(), remembered);
  }

  /** Works with these; to be called before it begins. */
  void workWith(StoringThread<?> storingThread, SocketLoop socketLoop) {
    storing = storingThread;
    loop = socketLoop;
  }

  /** All records up to the numbers are durable. From any thread. */
  void acknowledge(Map<String, Long> numbers) {
    numbers.forEach(
        (id, number) -> {
          Progress progress = senders.progress(id);
          if (progress != null) {
            progress.stored(number);
            advanced(progress);
          }
        });
    wake();
  }

  /** A message was skipped. From any thread. */
  void skipped(Progress progress) {
    advanced(progress);
    wake();
  }

  private void advanced(Progress progress) {
    remembered.put(progress.id(), progress.acknowledged());
    acknowledged.add(progress);
  }

  /** Has the duty look what there is to do. From any thread. */
  void wake() {
    if (loop != null) {
      loop.wake();
    }
  }

  @Override
  public boolean turn(OpenSocket socket) throws InterruptedException {
    tellAcknowledged(socket);
    if (heartbeat.isDue()) {
      beat(socket);
    }
    if (storing == null || loop == null) {
      throw new IllegalStateException("Cannot receive: nothing stores");
    }
    if (storing.isBusy()) {
      loop.await(PAUSE);
      return false;
    }
    readNs = System.nanoTime();
    List<Received> received = new ArrayList<>();
    int came = 0;
    byte[][] frames = socket.receive();
    while (frames != null) {
      came++;
      take(socket, frames, received);
      frames = came < MOST_A_TURN ? socket.receiveNow() : null;
    }
    storing.add(received);
    return came > 0;
  }

  @Override
  public void end(OpenSocket socket) {
    tellAcknowledged(socket);
  }

  private void tellAcknowledged(OpenSocket socket) {
    Progress progress = acknowledged.poll();
    while (progress != null) {
      Progress next = acknowledged.poll();
      if (progress != next) {
        Peer peer = senders.withId(progress.id());
        if (peer != null) {
          tell(socket, peer);
        }
      }
      progress = next;
    }
  }

  private static void tell(OpenSocket socket, Peer peer) {
    long number = peer.progress().acknowledged();
    answer(socket, peer.route(), new FromReceiver.Acknowledgement(number));
  }

  /** What finds no room is said again with the next heartbeat, or asked for again. */
  private static void answer(OpenSocket socket, byte[] route, FromReceiver answer) {
    boolean unused = socket.send(route, answer.frame());
  }

  /** While nothing is read, nobody is silent. */
  private void beat(OpenSocket socket) {
    for (Peer silent : senders.forgetSilent(readNs)) {
      report("The sender \"%s\" is silent".formatted(silent.progress().id()), null);
    }
    senders.all().forEach(peer -> tell(socket, peer));
  }

  private void take(OpenSocket socket, byte[][] frames, List<Received> received) {
    byte[] route = frames[0];
    FromSender said = FromSender.read(frames);
    if (said instanceof FromSender.Message message) {
      take(socket, route, message, received);
    } else if (said instanceof FromSender.Hello hello) {
      greet(socket, route, hello);
    } else if (said instanceof FromSender.Bye) {
      Peer peer = senders.heard(route);
      if (peer != null) {
        senders.forget(peer);
      }
    } else if (said instanceof FromSender.Alive alive) {
      check(socket, route, alive);
    } else {
      garbage(socket, frames);
    }
  }

  private void take(
      OpenSocket socket, byte[] route, FromSender.Message message, List<Received> received) {
    Peer peer = senders.heard(route);
    if (peer == null) {
      askToGreet(socket, route);
      return;
    }
    Progress progress = peer.progress();
    long before = progress.received();
    switch (peer.receive(message.number())) {
      case NEXT -> received.add(new Received(progress, message.number(), message.payload()));
      case AHEAD -> {
        long missing = message.number() - before - 1;
        count("messages that senders left out", missing);
        report(
            "The sender \"%s\" goes on with number %d, expected %d"
                .formatted(progress.id(), message.number(), before + 1),
            null);
        received.add(new Received(progress, message.number(), message.payload()));
      }
      case AGAIN -> {}
      case GAP -> {
        senders.forget(peer);
        askToGreet(socket, route);
      }
    }
  }

  /** What was sent may have got lost with a connection, without anything behind it. */
  private void check(OpenSocket socket, byte[] route, FromSender.Alive alive) {
    Peer peer = senders.heard(route);
    if (peer != null && alive.last() > peer.progress().received()) {
      senders.forget(peer);
      peer = null;
    }
    if (peer == null) {
      boolean unused = senders.tell(route);
      answer(socket, route, new FromReceiver.Again());
    }
  }

  private void askToGreet(OpenSocket socket, byte[] route) {
    if (senders.tell(route)) {
      answer(socket, route, new FromReceiver.Again());
    }
  }

  private void greet(OpenSocket socket, byte[] route, FromSender.Hello hello) {
    if (hello.version() != FromSender.VERSION) {
      refuse(
          socket,
          route,
          Reason.VERSION,
          "Cannot speak version %d: expected %d".formatted(hello.version(), FromSender.VERSION));
      return;
    }
    if (senders.withId(hello.id()) == null && senders.isFull()) {
      refuse(
          socket,
          route,
          Reason.TOO_MANY,
          "Cannot serve one more sender: found %d".formatted(options.mostSenders()));
      return;
    }
    Peer before = senders.greet(route, hello);
    if (before != null) {
      refuse(
          socket,
          before.route(),
          Reason.REPLACED,
          "Another sender says that it is \"%s\"".formatted(hello.id()));
    }
    Progress progress = senders.progress(hello.id());
    long known = progress == null ? 0 : progress.acknowledged();
    answer(socket, route, new FromReceiver.Welcome(options.window(), known));
  }

  private void refuse(OpenSocket socket, byte[] route, Reason reason, String text) {
    answer(socket, route, new FromReceiver.Refusal(reason, text));
    count("senders that were refused", 1);
    long nowNs = System.nanoTime();
    Long last = refusedNs.get(reason);
    if (last == null || nowNs - last > Heartbeat.SILENCE_NS) {
      refusedNs.put(reason, nowNs);
      report("Refused a sender: " + text, null);
    }
  }

  private void garbage(OpenSocket socket, byte[][] frames) {
    count("messages that are not of the protocol", 1);
    if (!garbageReported) {
      garbageReported = true;
      report(
          "Left out a message that is not of the protocol, of %d bytes in %d frames; more are"
                  .formatted(
                      Arrays.stream(frames, 1, frames.length).mapToLong(f -> f.length).sum(),
                      frames.length - 1)
              + " only counted",
          null);
    }
    answer(
        socket,
        frames[0],
        new FromReceiver.Refusal(Reason.GARBAGE, "Cannot understand what was said"));
  }

  @Override
  public void report(String message, @Nullable Throwable failure) {
    receiver.reportError(message, failure);
  }

  @Override
  public void count(String what, long n) {
    receiver.countLost(what, n);
  }

  @Override
  public void fail(Throwable failure) {
    receiver.failed(failure);
  }
}
