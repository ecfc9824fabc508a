package dev.sluice.recovery;

import dev.sluice.rdd.StorageLevel;
import dev.sluice.receiver.Receiver;
import dev.sluice.receiver.ReceiverStoppedException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Stores what a {@link NumberServer} sends, and tells it the last number once that is stored. Its
 * state is confined to the thread that starts and stops it; another one reads.
 */
final class NumberReceiver extends Receiver<String> {
  private static final long serialVersionUID = 1L;

  private final int port;
  private transient @Nullable Socket socket;
  private transient @Nullable Thread reader;

  NumberReceiver(int port) {
    super(StorageLevel.MEMORY_AND_DISK_SER);
    this.port = port;
  }

  @Override
  public void onStart() throws IOException {
    Socket connection = new Socket(InetAddress.getLoopbackAddress(), port);
    socket = connection;
    reader = new Thread(() -> receive(connection), "number-receiver");
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
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
      List<String> some = new ArrayList<>();
      String line = lines.readLine();
      while (line != null) {
        some.add(line);
        if (some.size() == NumberServer.AT_A_TIME) {
          store(List.copyOf(some));
          some.clear();
          String last = line.split(" ")[1] + "\n";
          connection.getOutputStream().write(last.getBytes(StandardCharsets.UTF_8));
        }
        line = lines.readLine();
      }
    } catch (ReceiverStoppedException stopped) {
      return;
    } catch (IOException e) {
      reportError("The connection ended", e);
    }
  }
}
