package dev.sluice.zeromq;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;
import zmq.ZError;

/**
 * Answers a context's questions whether a peer may come, by the protocol ZAP. Its thread ends when
 * the context ends. Thread-safe: the socket is confined to that thread once it is started.
 */
final class Authenticator {
  private static final String ADDRESS = "inproc://zeromq.zap.01";
  private static final int REQUEST = 1;
  private static final int MECHANISM = 5;
  private static final int CREDENTIALS = 6;

  private final ZMQ.Socket socket;
  private final Security.Admission admission;
  private final Thread thread;

  private Authenticator(ZMQ.Socket socket, Security.Admission admission, String name) {
    this.socket = socket;
    this.admission = admission;
    this.thread = new Thread(this::run, name);
  }

  /** Answers from now on; to be called before a socket of the context is bound. */
  static Authenticator start(ZMQ.Context context, Security.Admission admission, String name) {
    ZMQ.Socket socket = context.socket(SocketType.REP);
    socket.setLinger(0);
    Authenticator started = new Authenticator(socket, admission, name);
    try {
      socket.bind(ADDRESS);
      started.thread.start();
      return started;
    } catch (RuntimeException | Error failure) {
      socket.close();
      throw failure;
    }
  }

  /** Waits until the context has ended. */
  void join() throws InterruptedException {
    thread.join();
  }

  private void run() {
    try {
      while (true) {
        answer(request());
      }
    } catch (ZMQException failure) {
      if (failure.getErrorCode() != ZError.ETERM) {
        throw failure;
      }
    } finally {
      socket.close();
    }
  }

  private List<byte[]> request() {
    List<byte[]> frames = new ArrayList<>();
    do {
      byte[] frame = socket.recv(0);
      frames.add(frame == null ? new byte[0] : frame);
    } while (socket.hasReceiveMore());
    return frames;
  }

  private void answer(List<byte[]> request) {
    boolean admitted = isAdmitted(request);
    byte[] id = request.size() > REQUEST ? request.get(REQUEST) : new byte[0];
    List<byte[]> reply =
        Arrays.asList(
            bytes("1.0"), id, bytes(admitted ? "200" : "400"), bytes(""), bytes(""), bytes(""));
    for (int frame = 0; frame < reply.size(); frame++) {
      socket.send(reply.get(frame), frame + 1 < reply.size() ? ZMQ.SNDMORE : 0);
    }
  }

  /** What cannot be decided is refused: without an answer JeroMQ would let everybody in. */
  private boolean isAdmitted(List<byte[]> request) {
    try {
      return request.size() >= CREDENTIALS
          && admission.admits(
              text(request.get(MECHANISM)),
              request.subList(CREDENTIALS, request.size()).toArray(new byte[0][]));
    } catch (RuntimeException undecided) {
      return false;
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
