package dev.sluice.pekko;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.sluice.receiver.Receiver;
import dev.sluice.testkit.receiver.Behaviour;
import dev.sluice.testkit.receiver.ReceiverHarness;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.AbstractActor;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.jspecify.annotations.Nullable;

/**
 * Sends numbers to the actors that connect, one at a time; if it waits for answers, it keeps those
 * that are not answered and sends them again to the next actor. Thread-safe: guarded by its
 * monitor.
 */
final class NumberSource implements ReceiverHarness<Integer> {
  private static final Map<Integer, NumberSource> OPEN = new ConcurrentHashMap<>();
  private static final AtomicInteger IDS = new AtomicInteger();
  private static final Config QUIET =
      ConfigFactory.parseString("pekko.loglevel = WARNING")
          .withFallback(ConfigFactory.defaultReference());
  private static final int WINDOW = 200;
  private static final String SECRET = "a-password-of-the-settings";

  private final int id = IDS.getAndIncrement();
  private final boolean waitsForAnswers;
  private final Set<Behaviour> behaviours;
  private final ActorSystem system = ActorSystem.create("numbers", QUIET);
  private final ActorRef answers =
      system.actorOf(Props.create(AnswerActor.class, () -> new AnswerActor(this)));
  private final Thread sending = new Thread(this::send, "number-source");
  private final Deque<Object> toSend = new ArrayDeque<>();
  private final List<Integer> unanswered = new ArrayList<>();
  private final List<Integer> answered = new ArrayList<>();
  private final Set<ActorRef> connected = new HashSet<>();
  private @Nullable ActorRef current;
  private boolean reachable = true;
  private boolean closed;
  private int produced;
  private long sent;

  NumberSource(boolean waitsForAnswers, Set<Behaviour> behaviours) {
    this.waitsForAnswers = waitsForAnswers;
    this.behaviours = behaviours;
    OPEN.put(id, this);
    sending.start();
  }

  /** What is sent besides numbers. */
  enum Other {
    UNDECODABLE,
    CUT
  }

  /** Stores the numbers that a source sends. */
  static final class NumberActor extends AbstractActor implements ActorHelper<Integer> {
    private final int source;

    NumberActor(Integer source) {
      this.source = source;
    }

    @Override
    public void preStart() throws IOException {
      source().connect(getSelf());
    }

    @Override
    public void postStop() {
      source().disconnect(getSelf());
    }

    private NumberSource source() {
      NumberSource found = OPEN.get(source);
      if (found == null) {
        throw new IllegalStateException("Cannot find source " + source);
      }
      return found;
    }

    @Override
    public Receive createReceive() {
      return receiveBuilder()
          .match(Integer.class, this::take)
          .matchEquals(
              Other.UNDECODABLE,
              message -> {
                throw new NumberFormatException("no number");
              })
          .matchEquals(
              Other.CUT,
              message -> {
                throw new IOException("cut off");
              })
          .build();
    }

    private void take(Integer number) {
      if (source().waitsForAnswers) {
        store(number, number);
      } else {
        store(number);
      }
    }
  }

  /** Gets the answers. */
  private static final class AnswerActor extends AbstractActor {
    private final NumberSource source;

    AnswerActor(NumberSource source) {
      this.source = source;
    }

    @Override
    public Receive createReceive() {
      return receiveBuilder().match(Integer.class, source::answered).build();
    }
  }

  private synchronized void connect(ActorRef actor) throws IOException {
    if (!reachable) {
      throw new IOException("the source is down");
    }
    for (int i = unanswered.size() - 1; i >= 0; i--) {
      toSend.addFirst(unanswered.get(i));
    }
    unanswered.clear();
    connected.add(actor);
    current = actor;
    notifyAll();
  }

  private synchronized void disconnect(ActorRef actor) {
    connected.remove(actor);
    if (actor.equals(current)) {
      current = null;
    }
  }

  private synchronized void answered(Integer number) {
    unanswered.remove(number);
    toSend.remove(number);
    answered.add(number);
    notifyAll();
  }

  private void send() {
    try {
      while (true) {
        ActorRef actor;
        Object message;
        synchronized (this) {
          while (!closed && !canSend()) {
            wait();
          }
          if (closed || current == null) {
            return;
          }
          actor = current;
          message = toSend.remove();
          sent++;
          if (waitsForAnswers && message instanceof Integer number) {
            unanswered.add(number);
          }
        }
        actor.tell(message, answers);
      }
    } catch (InterruptedException end) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized boolean canSend() {
    return current != null && !toSend.isEmpty() && (!waitsForAnswers || unanswered.size() < WINDOW);
  }

  @Override
  public Set<Behaviour> behaviours() {
    return behaviours;
  }

  @Override
  public Receiver<Integer> newReceiver() {
    return PekkoUtils.receiver(
        Props.create(NumberActor.class, id),
        "numbers",
        PekkoOptions.defaults().withSettings("example.password = \"" + SECRET + "\""));
  }

  @Override
  public synchronized List<Integer> produce(int n) {
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      numbers.add(produced++);
    }
    toSend.addAll(numbers);
    notifyAll();
    return numbers;
  }

  @Override
  public synchronized void produceUndecodable() {
    toSend.add(Other.UNDECODABLE);
    notifyAll();
  }

  @Override
  public void cut() {
    ActorRef actor;
    synchronized (this) {
      reachable = false;
      actor = current;
      current = null;
    }
    if (actor != null) {
      actor.tell(Other.CUT, answers);
    }
  }

  @Override
  public synchronized void restore() {
    reachable = true;
  }

  @Override
  public synchronized List<Integer> acknowledged() {
    return List.copyOf(answered);
  }

  @Override
  public synchronized long sent() {
    return sent;
  }

  @Override
  public synchronized int connections() {
    return connected.size();
  }

  @Override
  public List<String> secrets() {
    return List.of(SECRET);
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    sending.interrupt();
    system.terminate();
    system.getWhenTerminated().toCompletableFuture().join();
    OPEN.remove(id);
  }
}
