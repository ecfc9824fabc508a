package dev.sluice.flume;

import dev.sluice.rdd.StorageLevel;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receives what the Avro sinks of agents push, and answers a call once its events are safe.
 * Thread-safe as its parent is; the server is confined to the thread that starts and stops this.
 */
final class PushReceiver extends FlumeReceiver {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(PushReceiver.class);
  private static final Set<String> EVERYWHERE = Set.of("0.0.0.0", "::", "::0", "0:0:0:0:0:0:0:0");

  private final FlumeOptions options;
  private transient @Nullable AgentServer server;

  PushReceiver(FlumeOptions options, StorageLevel level) {
    super(options.identity(), level);
    this.options = options;
  }

  @Override
  public Optional<String> preferredLocation() {
    return EVERYWHERE.contains(options.host()) ? Optional.empty() : Optional.of(options.host());
  }

  @Override
  public void onStart() throws IOException {
    server = null;
    begin();
    if (isOpenToAll()) {
      LOG.warn(
          "Whoever reaches {}:{} can send events to this program: it listens there without TLS"
              + " and without allowed addresses",
          options.host(),
          options.port());
    }
    server = AgentServer.start(this, options);
  }

  private boolean isOpenToAll() throws IOException {
    return options.tls() == null
        && options.allowed().entries().isEmpty()
        && !InetAddress.getByName(options.host()).isLoopbackAddress();
  }

  @Override
  public void onStop() throws IOException, InterruptedException {
    AgentServer stopping = server;
    if (stopping != null) {
      stopping.stop();
    }
  }

  /** How it listens, without passwords. */
  @Override
  public String toString() {
    return "PushReceiver(%s)".formatted(options);
  }
}
