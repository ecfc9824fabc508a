package dev.sluice.flume.sink;

import java.net.InetSocketAddress;
import org.apache.flume.Context;
import org.apache.flume.conf.ConfigurationException;
import org.jspecify.annotations.Nullable;

/** The settings of a sink, as the agent's configuration has them. Immutable. */
final class SinkSettings {
  private static final String HOST = "127.0.0.1";
  private static final int THREADS = 10;
  private static final int TIMEOUT_S = 60;
  private static final int BACKOFF_MS = 200;
  private static final int BATCH_BYTES = 16 << 20;
  private static final int MOST_PORTS = 65_535;
  private static final int MS_PER_S = 1_000;

  private final InetSocketAddress address;
  private final int threads;
  private final int timeoutMs;
  private final int backoffMs;
  private final int batchBytes;
  private final AddressList allowed;
  private final @Nullable SinkTls tls;

  private SinkSettings(
      InetSocketAddress address,
      int threads,
      int timeoutMs,
      int backoffMs,
      int batchBytes,
      AddressList allowed,
      @Nullable SinkTls tls) {
    this.address = address;
    this.threads = threads;
    this.timeoutMs = timeoutMs;
    this.backoffMs = backoffMs;
    this.batchBytes = batchBytes;
    this.allowed = allowed;
    this.tls = tls;
  }

  /**
   * Reads the settings.
   *
   * @throws ConfigurationException if one is missing or wrong
   */
  static SinkSettings of(Context context) {
    String host = context.getString("hostname", HOST);
    int port = number(context, "port", 0, MOST_PORTS);
    return new SinkSettings(
        new InetSocketAddress(host, port),
        number(context, "threads", THREADS, Short.MAX_VALUE),
        MS_PER_S * number(context, "timeout", TIMEOUT_S, Integer.MAX_VALUE / MS_PER_S),
        number(context, "backoffInterval", BACKOFF_MS, Integer.MAX_VALUE),
        number(context, "maxBatchBytes", BATCH_BYTES, Integer.MAX_VALUE),
        allowed(context),
        SinkTls.of(context));
  }

  private static int number(Context context, String name, int unlessSet, int most) {
    String text = context.getString(name, Integer.toString(unlessSet)).trim();
    try {
      int number = Integer.parseInt(text);
      if (number >= 1 && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new ConfigurationException(wrong(name, text, most), e);
    }
    throw new ConfigurationException(
        wrong(name, context.containsKey(name) ? text : "nothing", most));
  }

  private static String wrong(String name, String found, int most) {
    return "Cannot configure the sink: " + name + ", found " + found + ", expected 1 to " + most;
  }

  private static AddressList allowed(Context context) {
    try {
      return AddressList.of(context.getString("allowedAddresses", ""));
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(
          "Cannot configure the sink: allowedAddresses, " + e.getMessage(), e);
    }
  }

  /** Where it listens. */
  InetSocketAddress address() {
    return address;
  }

  /** How many receivers' connections at most, each with a thread. */
  int threads() {
    return threads;
  }

  /** After so long without a word from its receiver a batch is put back. */
  int timeoutMs() {
    return timeoutMs;
  }

  /** How long between two looks at a channel that is empty. */
  int backoffMs() {
    return backoffMs;
  }

  /** With so many bytes a batch takes no more events. */
  int batchBytes() {
    return batchBytes;
  }

  /** Who may connect. */
  AddressList allowed() {
    return allowed;
  }

  /** How to talk secretly; null to talk openly. */
  @Nullable SinkTls tls() {
    return tls;
  }
}
