package dev.sluice.mqtt.client;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.HashSet;
import java.util.Set;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;

/**
 * The sockets of one client, so that they can be closed under it: a client that is given up while
 * it connects could otherwise connect later and take the place of the next one. Thread-safe:
 * guarded by its monitor.
 */
final class Sockets implements Closeable {
  private final Set<Socket> open = new HashSet<>();
  private boolean closed;

  /** Makes sockets without encryption. */
  SocketFactory plain() {
    return new Plain();
  }

  /** Makes encrypted sockets. */
  SSLSocketFactory encrypted(SSLSocketFactory factory) {
    return new Encrypted(factory);
  }

  private synchronized Socket keep(Socket socket) throws IOException {
    if (closed) {
      socket.close();
      throw new SocketException("Cannot connect: the client is closed");
    }
    open.add(socket);
    return socket;
  }

  @Override
  public void close() throws IOException {
    Set<Socket> left;
    synchronized (this) {
      closed = true;
      left = Set.copyOf(open);
    }
    for (Socket socket : left) {
      socket.close();
    }
  }

  /** As the JDK's. */
  private final class Plain extends SocketFactory {
    private final SocketFactory factory = SocketFactory.getDefault();

    @Override
    public Socket createSocket() throws IOException {
      return keep(factory.createSocket());
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
      return keep(factory.createSocket(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort)
        throws IOException {
      return keep(factory.createSocket(host, port, local, localPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
      return keep(factory.createSocket(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
        throws IOException {
      return keep(factory.createSocket(host, port, local, localPort));
    }
  }

  /** As another's. */
  private final class Encrypted extends SSLSocketFactory {
    private final SSLSocketFactory factory;

    Encrypted(SSLSocketFactory factory) {
      this.factory = factory;
    }

    @Override
    public String[] getDefaultCipherSuites() {
      return factory.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
      return factory.getSupportedCipherSuites();
    }

    @Override
    public Socket createSocket() throws IOException {
      return keep(factory.createSocket());
    }

    @Override
    public Socket createSocket(Socket socket, String host, int port, boolean closes)
        throws IOException {
      return keep(factory.createSocket(socket, host, port, closes));
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
      return keep(factory.createSocket(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort)
        throws IOException {
      return keep(factory.createSocket(host, port, local, localPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
      return keep(factory.createSocket(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
        throws IOException {
      return keep(factory.createSocket(host, port, local, localPort));
    }
  }
}
