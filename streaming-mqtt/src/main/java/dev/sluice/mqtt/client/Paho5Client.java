package dev.sluice.mqtt.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.internal.NetworkModule;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;

/** Paho's client, above a {@link Wire}. Thread-safe: Paho's is, and has nothing more. */
final class Paho5Client extends MqttAsyncClient {
  private final Wire wire;

  Paho5Client(Server server, String clientId, Wire wire) throws MqttException {
    super(server.uri(), clientId, new MemoryPersistence());
    this.wire = wire;
  }

  @Override
  protected NetworkModule[] createNetworkModules(String address, MqttConnectionOptions options)
      throws MqttException {
    return Arrays.stream(super.createNetworkModules(address, options))
        .map(module -> new Wired(module, wire))
        .toArray(NetworkModule[]::new);
  }

  /** A connection of the client. Thread-safe: has no state of its own. */
  private record Wired(NetworkModule module, Wire wire) implements NetworkModule {
    @Override
    public void start() throws IOException, MqttException {
      module.start();
      wire.open(module.getInputStream(), module.getOutputStream());
    }

    @Override
    public InputStream getInputStream() {
      return wire.input();
    }

    @Override
    public OutputStream getOutputStream() {
      return wire.output();
    }

    @Override
    public void stop() throws IOException {
      module.stop();
    }

    @Override
    public String getServerURI() {
      return module.getServerURI();
    }
  }
}
