package dev.sluice.testkit.receiver;

import dev.sluice.rdd.StorageLevel;
import dev.sluice.receiver.ReadingReceiver;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

// snippet: SequenceReader
/** Receives numbers from a {@link SequenceBroker}. */
class SequenceReader extends ReadingReceiver<Integer, Long> {
  private static final long serialVersionUID = 1L;

  private final int port;
  private final String password;
  private transient volatile Socket socket;

  SequenceReader(int port, String password) {
    super(StorageLevel.MEMORY_AND_DISK);
    this.port = port;
    this.password = password;
  }

  @Override
  protected void read() throws Exception {
    socket = closeOnStop(new Socket(InetAddress.getLoopbackAddress(), port));
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    send("login " + password);
    if (lines.readLine() == null) {
      throw new IOException("The broker did not answer the login");
    }
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String[] words = line.split(" ");
      if (words[1].matches("[0-9]{1,9}")) {
        store(Integer.valueOf(words[1]), Long.valueOf(words[0]));
      } else {
        count("records that are no number", 1);
        send("ack " + words[0]);
      }
    }
  }

  @Override
  protected void acknowledge(List<Long> positions) throws IOException {
    for (long position : positions) {
      send("ack " + position);
    }
  }

  private void send(String line) throws IOException {
    socket.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
// end of snippet
