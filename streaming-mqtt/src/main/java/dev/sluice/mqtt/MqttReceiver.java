package dev.sluice.mqtt;

import dev.sluice.function.Function;
import dev.sluice.function.Tuple2;
import dev.sluice.rdd.StorageLevel;
import dev.sluice.receiver.ReliableReceiver;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Receives what a broker keeps until it is acknowledged. Thread-safe: what threads share is
 * volatile.
 */
final class MqttReceiver<T> extends ReliableReceiver<T, Tuple2<String, String>> {
  private static final long serialVersionUID = 1L;

  private final MqttOptions options;
  private final String program;
  private final Function<MqttMessage, T> decoder;
  private transient volatile @Nullable Reconnection reconnection;
  private transient volatile @Nullable Attempt<T> attempt;

  /**
   * A receiver that is not started.
   *
   * @param program its name, of which a client's name is made
   */
  MqttReceiver(
      MqttOptions options, String program, Function<MqttMessage, T> decoder, StorageLevel level) {
    super(level);
    this.options = options;
    this.program = program;
    this.decoder = decoder;
  }

  @Override
  public void onStart() {
    Reports reports = new Reports(this, Secrets.of(options), this::count);
    Positions positions = new Positions(options.find(MqttOption.IDENTIFIED_BY), reports);
    Attempt<T> next =
        new Attempt<>(
            streamId(),
            new Connections(options, ClientIds.of(options, program, streamId())),
            reconnection(),
            decoder,
            (record, message) -> store(record, positions.of(message)),
            reports);
    attempt = next;
    next.start();
  }

  /** The same from one attempt to the next. */
  private Reconnection reconnection() {
    Reconnection known = reconnection;
    if (known == null) {
      known = new Reconnection(options, new SplittableRandom());
      reconnection = known;
    }
    return known;
  }

  @Override
  public void onStop() throws InterruptedException {
    Attempt<T> current = attempt;
    if (current != null) {
      current.stop();
    }
  }

  @Override
  protected void acknowledge(List<Tuple2<String, String>> positions) {
    Attempt<T> current = attempt;
    if (current != null) {
      current.acknowledge(positions.size());
    }
  }

  @Override
  protected boolean identifiesByPosition() {
    return options.has(MqttOption.IDENTIFIED_BY);
  }

  /** The topic: a broker may send of one what is new before it sends of another again. */
  @Override
  protected Object partOf(Tuple2<String, String> position) {
    return position._1();
  }
}
