package dev.sluice.mqtt;

import dev.sluice.function.Function;
import dev.sluice.rdd.StorageLevel;
import dev.sluice.receiver.Receiver;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Receives what a broker does not keep: QoS 0, and any QoS without a session. Thread-safe: what
 * threads share is volatile.
 */
final class UnreliableMqttReceiver<T> extends Receiver<T> {
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
  UnreliableMqttReceiver(
      MqttOptions options, String program, Function<MqttMessage, T> decoder, StorageLevel level) {
    super(level);
    this.options = options;
    this.program = program;
    this.decoder = decoder;
  }

  @Override
  public void onStart() {
    Attempt<T> next =
        new Attempt<>(
            streamId(),
            new Connections(options, ClientIds.of(options, program, streamId())),
            reconnection(),
            decoder,
            (record, message) -> buffer(record),
            new Reports(this, Secrets.of(options), this::count));
    attempt = next;
    next.start();
  }

  private void buffer(T record) {
    store(record);
    Attempt<T> current = attempt;
    if (current != null) {
      current.acknowledge(1);
    }
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
}
