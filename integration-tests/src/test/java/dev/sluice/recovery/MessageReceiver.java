package dev.sluice.recovery;

import dev.sluice.rdd.StorageLevel;
import dev.sluice.receiver.ReceiverStoppedException;
import dev.sluice.receiver.ReliableReceiver;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Stores what a {@link Broker} sends. Thread-safe: what threads share is volatile. */
final class MessageReceiver extends ReliableReceiver<Message, Integer> {
  private static final long serialVersionUID = 1L;

  private final int port;
  private transient volatile @Nullable Socket socket;
  private transient @Nullable Thread reader;

  MessageReceiver(int port) {
    super(StorageLevel.MEMORY_ONLY);
    this.port = port;
  }

  @Override
  public void onStart() throws IOException {
    Socket connection = new Socket(InetAddress.getLoopbackAddress(), port);
    socket = connection;
    write(connection, "receive");
    reader = new Thread(() -> receive(connection), "message-receiver");
    reader.start();
  }

  @Override
  public void onStop() throws IOException, InterruptedException {
    Socket connection = socket;
    if (connection != null) {
      connection.close();
    }
    if (reader != null) {
      reader.join();
    }
  }

  private void receive(Socket connection) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Message message = Message.parse(line);
        store(message, message.id());
      }
      restart("The broker closed the connection");
    } catch (ReceiverStoppedException stopped) {
      return;
    } catch (IOException e) {
      restart("The connection ended", e);
    }
  }

  @Override
  protected void acknowledge(List<Integer> positions) throws IOException {
    Socket connection = socket;
    if (connection != null) {
      write(connection, positions.stream().map(Object::toString).collect(Collectors.joining(" ")));
    }
  }

  @Override
  protected boolean identifiesByPosition() {
    return true;
  }

  private static void write(Socket connection, String line) throws IOException {
    connection.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
