package dev.sluice.kinesis.it;

import dev.sluice.flow.Inlet;
import dev.sluice.kinesis.peer.Aggregate;
import dev.sluice.kinesis.peer.KinesisPeer;
import dev.sluice.recovery.Message;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes to a stream, some messages at a time: by turns as records of their own and as one. */
final class StreamInlet implements Inlet {
  private static final int TOGETHER = 20;

  private final KinesisPeer peer;
  private final String stream;
  private final List<Message> waiting = new ArrayList<>();
  private boolean aggregates;
  private int records;

  StreamInlet(KinesisPeer peer, String stream) {
    this.peer = peer;
    this.stream = stream;
  }

  @Override
  public synchronized void put(Message message) throws IOException {
    waiting.add(message);
    if (waiting.size() == TOGETHER) {
      flush();
    }
  }

  @Override
  public synchronized void flush() throws IOException {
    if (waiting.isEmpty()) {
      return;
    }
    List<KinesisPeer.Entry> entries = aggregates ? List.of(aggregate()) : single();
    peer.put(stream, entries);
    records += entries.size();
    aggregates = !aggregates;
    waiting.clear();
  }

  private KinesisPeer.Entry aggregate() {
    String key = Integer.toString(waiting.get(0).id());
    List<String> texts = waiting.stream().map(Message::toString).toList();
    ByteBuffer data = Aggregate.of(key, texts);
    return new KinesisPeer.Entry(key, data);
  }

  private List<KinesisPeer.Entry> single() {
    return waiting.stream()
        .map(
            message ->
                new KinesisPeer.Entry(
                    Integer.toString(message.id()),
                    StandardCharsets.UTF_8.encode(message.toString())))
        .collect(Collectors.toList());
  }

  /** How many records of Kinesis were written. */
  synchronized int records() {
    return records;
  }

  @Override
  public void close() {}
}
