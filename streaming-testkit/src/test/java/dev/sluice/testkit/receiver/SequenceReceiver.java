package dev.sluice.testkit.receiver;

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

// snippet: SequenceReceiver
/** Receives numbers from a {@link SequenceBroker}. A thread reads, another one acknowledges. */
class SequenceReceiver extends ReliableReceiver<Integer, Long> {
  private static final long serialVersionUID = 1L;

  int port;
  private final String password;
  transient volatile Socket socket;
  transient Thread reader;

  SequenceReceiver(int port, String password) {
    super(StorageLevel.MEMORY_AND_DISK);
    this.port = port;
    this.password = password;
  }

  @Override
  public void onStart() throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    send("login " + password);
    if (lines.readLine() == null) {
      throw new IOException("The broker did not answer the login");
    }
    reader = new Thread(() -> receive(lines), "sequence-reader");
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
  protected void acknowledge(List<Long> positions) throws IOException {
    for (long position : positions) {
      send("ack " + position);
    }
  }

  void receive(BufferedReader lines) {
    try {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        take(line);
      }
      restart("The broker closed the connection");
    } catch (ReceiverStoppedException stopped) {
      return;
    } catch (IOException e) {
      restart("Cannot read from the broker", e);
    }
  }

  void take(String line) throws IOException {
    String[] words = line.split(" ");
    long position = Long.parseLong(words[0]);
    if (words[1].matches("[0-9]{1,9}")) {
      store(Integer.valueOf(words[1]), position);
    } else {
      count("records that are no number", 1);
      send("ack " + position);
    }
  }

  void send(String line) throws IOException {
    socket.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
// end of snippet
