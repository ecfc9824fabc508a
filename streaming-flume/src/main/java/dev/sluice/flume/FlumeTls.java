package dev.sluice.flume;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * How a receiver and an agent talk secretly: TLS 1.2 or 1.3, with a key store that says who the
 * receiver is and a trust store that says whom it trusts. The files are read where the receiver
 * runs, each time that it starts; the passwords travel there with it, and are in no text.
 * Immutable.
 */
public final class FlumeTls implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

  private final @Nullable Store keys;
  private final @Nullable Store trusted;

  private FlumeTls(@Nullable Store keys, @Nullable Store trusted) {
    this.keys = keys;
    this.trusted = trusted;
  }

  /**
   * With the authorities that Java trusts, and no key. A receiver that polls needs no more, if the
   * agent's certificate is of one of these.
   */
  public static FlumeTls create() {
    return new FlumeTls(null, null);
  }

  /** The same with a key and its certificate; a receiver that agents push to needs one. */
  public FlumeTls withKeyStore(String file, String password) {
    return new FlumeTls(new Store(file, password), trusted);
  }

  /**
   * The same that trusts the certificates in a file and no others. A receiver that agents push to
   * then asks them for a certificate, and refuses those without; the Avro sink of Flume 1.11 has
   * none.
   */
  public FlumeTls withTrustStore(String file, String password) {
    return new FlumeTls(keys, new Store(file, password));
  }

  boolean hasKeys() {
    return keys != null;
  }

  /** A socket that is not bound, whose connections shake hands when they are first read. */
  ServerSocket newServerSocket() throws IOException {
    SSLServerSocket socket =
        (SSLServerSocket) context().getServerSocketFactory().createServerSocket();
    socket.setEnabledProtocols(PROTOCOLS);
    socket.setNeedClientAuth(trusted != null);
    return socket;
  }

  /** Secures a connection to a host, whose certificate must name it. */
  Socket secure(Socket connected, String host, int port) throws IOException {
    SSLSocket socket =
        (SSLSocket) context().getSocketFactory().createSocket(connected, host, port, true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    parameters.setProtocols(PROTOCOLS);
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  private SSLContext context() throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keyManagers(), trustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException("Cannot use %s".formatted(this), e);
    }
  }

  private KeyManager @Nullable [] keyManagers() throws GeneralSecurityException, IOException {
    if (keys == null) {
      return null;
    }
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(keys.load(), keys.password().toCharArray());
    return factory.getKeyManagers();
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

  /** The files, without passwords. */
  @Override
  public String toString() {
    return "TLS(key store %s, trust store %s)"
        .formatted(keys == null ? "none" : keys, trusted == null ? "that of Java" : trusted);
  }

  /** A file with keys or certificates. */
  private record Store(String file, String password) implements Serializable {
    KeyStore load() throws GeneralSecurityException, IOException {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      try (InputStream in = Files.newInputStream(Path.of(file))) {
        store.load(in, password.toCharArray());
      }
      return store;
    }

    @Override
    public String toString() {
      return file;
    }
  }
}
