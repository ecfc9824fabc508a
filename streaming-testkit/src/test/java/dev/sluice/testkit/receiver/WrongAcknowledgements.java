package dev.sluice.testkit.receiver;

import dev.sluice.testkit.receiver.BrokenReceivers.Broken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Receivers of which each breaks one rule in what it acknowledges. */
final class WrongAcknowledgements {
  private WrongAcknowledgements() {}

  static final class AcknowledgesEarly extends Broken {
    private static final long serialVersionUID = 1L;

    AcknowledgesEarly(int port) {
      super(port);
    }

    @Override
    void take(String line) throws IOException {
      super.take(line);
      if (line.matches("[0-9]+ [0-9]+")) {
        send("ack " + line.split(" ")[0]);
      }
    }

    @Override
    protected void acknowledge(List<Long> positions) {}
  }

  static final class AcknowledgesTwice extends Broken {
    private static final long serialVersionUID = 1L;

    AcknowledgesTwice(int port) {
      super(port);
    }

    @Override
    protected void acknowledge(List<Long> positions) throws IOException {
      super.acknowledge(positions);
      super.acknowledge(positions);
    }
  }

  static final class AcknowledgesBackwards extends Broken {
    private static final long serialVersionUID = 1L;

    AcknowledgesBackwards(int port) {
      super(port);
    }

    @Override
    protected void acknowledge(List<Long> positions) throws IOException {
      List<Long> backwards = new ArrayList<>(positions);
      Collections.reverse(backwards);
      super.acknowledge(backwards);
    }
  }

  /** Acknowledges a record when there is another one. */
  static final class AcknowledgesLate extends Broken {
    private static final long serialVersionUID = 1L;
    private transient List<Long> last;

    AcknowledgesLate(int port) {
      super(port);
    }

    @Override
    public void onStart() throws IOException {
      last = new ArrayList<>();
      super.onStart();
    }

    @Override
    protected void acknowledge(List<Long> positions) throws IOException {
      List<Long> all = new ArrayList<>(last);
      all.addAll(positions);
      last = List.of(all.remove(all.size() - 1));
      super.acknowledge(all);
    }
  }

  /** Takes what it has seen for what it has stored. */
  static final class DropsOnRestart extends Broken {
    private static final long serialVersionUID = 1L;
    private transient long seen;

    DropsOnRestart(int port) {
      super(port);
    }

    @Override
    void take(String line) throws IOException {
      long position = Long.parseLong(line.split(" ")[0]);
      if (position >= seen) {
        seen = position + 1;
        super.take(line);
      }
    }
  }
}
