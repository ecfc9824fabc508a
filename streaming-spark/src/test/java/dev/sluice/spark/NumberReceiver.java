package dev.sluice.spark;

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

/** Receives numbers from a {@link NumberServer}, and tells it the process that it runs in. */
final class NumberReceiver extends ReliableReceiver<Integer, Integer> {
  private static final long serialVersionUID = 1L;

  private final int port;
  private transient volatile Socket socket;
  private transient Thread reader;

  NumberReceiver(int port) {
    super(StorageLevel.MEMORY_AND_DISK_SER_2);
    this.port = port;
  }

  @Override
  protected boolean identifiesByPosition() {
    return true;
  }

  @Override
  public void onStart() throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    send(ProcessHandle.current().pid());
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    reader = new Thread(() -> receive(lines), "numbers-receive");
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

  @Override
  protected void acknowledge(List<Integer> positions) throws IOException {
    for (int position : positions) {
      send(position);
    }
  }

  private void receive(BufferedReader lines) {
    try {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int number = Integer.parseInt(line);
        store(number, number);
      }
      restart("The server closed the connection");
    } catch (ReceiverStoppedException stopped) {
      return;
    } catch (IOException e) {
      restart("Cannot read from the server", e);
    }
  }

  private void send(long number) throws IOException {
    socket.getOutputStream().write((number + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
