package dev.sluice.mqtt.it;

import dev.sluice.flow.BreakableBroker;
import dev.sluice.mqtt.broker.MqttBroker;
import java.io.IOException;

/** A broker in a process of its own. */
final class ChildBroker implements BreakableBroker {
  private final MqttBroker broker;

  private ChildBroker(MqttBroker broker) {
    this.broker = broker;
  }

  static ChildBroker start() throws IOException {
    return new ChildBroker(MqttBroker.start());
  }

  @Override
  public String address() {
    return broker.address();
  }

  @Override
  public void kill() {
    broker.kill();
  }

  @Override
  public void restart() throws IOException {
    broker.restart();
  }

  @Override
  public void close() throws IOException {
    broker.close();
  }
}
