package dev.sluice.examples;

import dev.sluice.rdd.StorageLevel;
import dev.sluice.receiver.Receiver;
import dev.sluice.receiver.ReceiverStoppedException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

// snippet: CustomReceiver
/**
 * Receives lines of text from a server, and connects again when the connection ends. Its state is
 * confined to the thread that starts and stops it; another one reads.
 */
final class CustomReceiver extends Receiver<String> {
  private static final long serialVersionUID = 1L;

  private final String host;
  private final int port;
  private transient @Nullable Socket socket;
  private transient @Nullable Thread reader;

  CustomReceiver(String host, int port) {
    super(StorageLevel.MEMORY_AND_DISK);
    this.host = host;
    this.port = port;
  }

  @Override
  public void onStart() throws IOException {
    Socket connection = new Socket(host, port);
    socket = connection;
    reader = new Thread(() -> receive(connection), "custom-receiver");
    reader.start();
  }

  @Override
  public void onStop() throws IOException, InterruptedException {
    if (socket != null) {
      socket.close();
    }
    if (reader != null) {
      reader.join();
    }
  }

  private void receive(Socket connection) {
    try (InputStreamReader text =
            new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8);
        BufferedReader lines = new BufferedReader(text)) {
      String line = lines.readLine();
      while (line != null) {
        store(line);
        line = lines.readLine();
      }
      restart("The server closed the connection");
    } catch (ReceiverStoppedException stopped) {
      return;
    } catch (IOException e) {
      restart("Cannot read from " + host + ":" + port, e);
    }
  }
}
// end of snippet
