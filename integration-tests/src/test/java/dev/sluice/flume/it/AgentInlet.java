package dev.sluice.flume.it;

import dev.sluice.flow.Inlet;
import dev.sluice.flume.agent.EventPost;
import dev.sluice.recovery.Message;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Posts messages to an agent, and has it killed and restarted between two posts: one that is cut
 * off may or may not be in the channel. Thread-safe: guarded by a lock, which a kill waits for.
 */
final class AgentInlet implements Inlet {
  private static final int BATCH = 200;

  private final AgentUnderTest agent;
  private final List<Message> waiting = new ArrayList<>();
  private final ReentrantLock lock = new ReentrantLock();

  AgentInlet(AgentUnderTest agent) {
    this.agent = agent;
  }

  @Override
  public void put(Message message) throws IOException {
    lock.lock();
    try {
      waiting.add(message);
      if (waiting.size() >= BATCH) {
        post();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void flush() throws IOException {
    lock.lock();
    try {
      post();
    } finally {
      lock.unlock();
    }
  }

  private void post() throws IOException {
    if (!waiting.isEmpty()) {
      EventPost post = new EventPost();
      for (Message message : waiting) {
        post.add(Map.of(FlumeRoute.ID, Integer.toString(message.id())), message.toString());
      }
      post.send(agent.source());
      waiting.clear();
    }
  }

  /** Ends the agent as a crash does, and starts it again. */
  void killAgent() throws Exception {
    lock.lock();
    try {
      agent.kill();
      agent.restart();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {}
}
