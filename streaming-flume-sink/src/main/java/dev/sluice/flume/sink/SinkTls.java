package dev.sluice.flume.sink;

import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.apache.flume.Context;
import org.apache.flume.conf.ConfigurationException;
import org.jspecify.annotations.Nullable;

/** Key and trust stores, named as those of Flume's own sources and sinks. Immutable. */
final class SinkTls {
  private static final String[] PROTOCOLS = {"TLSv1.2"};

  private final Store keys;
  private final @Nullable Store trusted;
  private final boolean isClientAsked;

  private SinkTls(Store keys, @Nullable Store trusted, boolean isClientAsked) {
    this.keys = keys;
    this.trusted = trusted;
    this.isClientAsked = isClientAsked;
  }

  /**
   * Reads the settings; null if {@code ssl} is not true.
   *
   * @throws ConfigurationException if a store is missing
   */
  static @Nullable SinkTls of(Context context) {
    if (!context.getBoolean("ssl", false)) {
      return null;
    }
    Store keys = Store.of(context, "keystore");
    Store trusted = Store.of(context, "truststore");
    boolean isClientAsked = context.getBoolean("client-auth", false);
    if (keys == null) {
      throw missing("keystore", "a file, as ssl is true");
    }
    if (isClientAsked && trusted == null) {
      throw missing("truststore", "a file, as client-auth is true");
    }
    return new SinkTls(keys, trusted, isClientAsked);
  }

  private static ConfigurationException missing(String name, String expected) {
    return new ConfigurationException(
        "Cannot configure the sink: " + name + ", found nothing, expected " + expected);
  }

  /** A socket that is not bound, whose connections shake hands when they are first read. */
  ServerSocket newServerSocket() throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      KeyManagerFactory own =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      own.init(keys.load(), keys.password);
      context.init(own.getKeyManagers(), trustManagers(), null);
      SSLServerSocket socket =
          (SSLServerSocket) context.getServerSocketFactory().createServerSocket();
      socket.setEnabledProtocols(protocols(context));
      socket.setNeedClientAuth(isClientAsked);
      return socket;
    } catch (GeneralSecurityException e) {
      throw new IOException("Cannot use the key store or the trust store", e);
    }
  }

  /** TLS 1.2 and what is newer; Java 8 may have nothing newer. */
  private static String[] protocols(SSLContext context) {
    for (String supported : context.getSupportedSSLParameters().getProtocols()) {
      if (supported.equals("TLSv1.3")) {
        return new String[] {PROTOCOLS[0], supported};
      }
    }
    return PROTOCOLS.clone();
  }

  private TrustManager @Nullable [] trustManagers() throws GeneralSecurityException, IOException {
    if (trusted == null) {
      return null;
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted.load());
    return factory.getTrustManagers();
  }

  /** A file with keys or certificates. Immutable. */
  private static final class Store {
    private final String file;
    private final String type;
    private final char[] password;

    Store(String file, String type, char[] password) {
      this.file = file;
      this.type = type;
      this.password = password;
    }

    static @Nullable Store of(Context context, String name) {
      String file = context.getString(name);
      return file == null
          ? null
          : new Store(
              file,
              context.getString(name + "-type", KeyStore.getDefaultType()),
              context.getString(name + "-password", "").toCharArray());
    }

    KeyStore load() throws GeneralSecurityException, IOException {
      KeyStore store = KeyStore.getInstance(type);
      try (InputStream in = Files.newInputStream(Paths.get(file))) {
        store.load(in, password);
      }
      return store;
    }
  }
}
