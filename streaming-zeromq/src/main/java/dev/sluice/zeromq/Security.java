package dev.sluice.zeromq;

import java.io.Serializable;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.zeromq.ZMQ;

/** How peers prove who they are, and whether what they say is encrypted. Immutable. */
sealed interface Security extends Serializable {

  /** Tells a socket, before it connects or is bound. */
  void apply(ZMQ.Socket socket);

  /** Who may come; empty if nobody is asked. */
  default Optional<Admission> admission() {
    return Optional.empty();
  }

  /** Whether whoever listens learns nothing. */
  default boolean isEncrypted() {
    return false;
  }

  /** Decides who may come, by what a mechanism has found out. */
  @FunctionalInterface
  interface Admission {
    /**
     * Whether a peer may come.
     *
     * @param credentials those of the mechanism: a public key, or a name and a password
     */
    boolean admits(String mechanism, byte[][] credentials);
  }

  /** Anybody is whoever he says. */
  record None() implements Security {
    @Override
    public void apply(ZMQ.Socket socket) {}

    @Override
    public String toString() {
      return "none";
    }
  }

  /** A client of CURVE. Keys are texts of Z85. */
  record CurveClient(String serverKey, String publicKey, String secretKey) implements Security {
    public CurveClient {
      Form.checkKey("server's public", serverKey);
      Form.checkKey("own public", publicKey);
      Form.checkKey("own secret", secretKey);
    }

    @Override
    public void apply(ZMQ.Socket socket) {
      socket.setCurvePublicKey(ZMQ.Curve.z85Decode(publicKey));
      socket.setCurveSecretKey(ZMQ.Curve.z85Decode(secretKey));
      socket.setCurveServerKey(ZMQ.Curve.z85Decode(serverKey));
    }

    @Override
    public boolean isEncrypted() {
      return true;
    }

    @Override
    public String toString() {
      return "CURVE client";
    }
  }

  /**
   * A server of CURVE, for clients with these public keys. Keys are texts of Z85.
   *
   * @param clients none for all who know the server's public key
   */
  record CurveServer(String publicKey, String secretKey, TreeSet<String> clients)
      implements Security {
    public CurveServer {
      Form.checkKey("own public", publicKey);
      Form.checkKey("own secret", secretKey);
      clients.forEach(key -> Form.checkKey("client's public", key));
    }

    static CurveServer of(String publicKey, String secretKey, Set<String> clients) {
      return new CurveServer(publicKey, secretKey, new TreeSet<>(clients));
    }

    @Override
    public void apply(ZMQ.Socket socket) {
      socket.setCurvePublicKey(ZMQ.Curve.z85Decode(publicKey));
      socket.setCurveSecretKey(ZMQ.Curve.z85Decode(secretKey));
      socket.setCurveServer(true);
    }

    @Override
    public Optional<Admission> admission() {
      return Optional.of(
          (mechanism, credentials) ->
              mechanism.equals("CURVE")
                  && credentials.length == 1
                  && (clients.isEmpty() || clients.contains(ZMQ.Curve.z85Encode(credentials[0]))));
    }

    @Override
    public boolean isEncrypted() {
      return true;
    }

    @Override
    public String toString() {
      return clients.isEmpty()
          ? "CURVE server for all clients"
          : "CURVE server for clients: " + clients.size();
    }
  }

  /** A client of PLAIN, which sends its password as it is. */
  record PlainClient(String user, String password) implements Security {
    public PlainClient {
      Form.checkPlain("user", user);
      Form.checkPlain("password", password);
    }

    @Override
    public void apply(ZMQ.Socket socket) {
      socket.setPlainUsername(user);
      socket.setPlainPassword(password);
    }

    @Override
    public String toString() {
      return "PLAIN client";
    }
  }

  /** A server of PLAIN, for users with their passwords. */
  record PlainServer(HashMap<String, String> passwords) implements Security {
    public PlainServer {
      passwords.forEach(
          (user, password) -> {
            Form.checkPlain("user", user);
            Form.checkPlain("password", password);
          });
    }

    static PlainServer of(Map<String, String> passwords) {
      return new PlainServer(new HashMap<>(passwords));
    }

    @Override
    public void apply(ZMQ.Socket socket) {
      socket.setPlainServer(true);
    }

    @Override
    public Optional<Admission> admission() {
      return Optional.of(this::admits);
    }

    private boolean admits(String mechanism, byte[][] credentials) {
      if (!mechanism.equals("PLAIN") || credentials.length != 2) {
        return false;
      }
      String known = passwords.get(new String(credentials[0], ZMQ.CHARSET));
      return known != null && MessageDigest.isEqual(known.getBytes(ZMQ.CHARSET), credentials[1]);
    }

    @Override
    public String toString() {
      return "PLAIN server for users: " + passwords.size();
    }
  }

  /** What keys, names and passwords look like. */
  final class Form {
    private static final Pattern KEY =
        Pattern.compile("[0-9a-zA-Z.\\-:+=^!/*?&<>()\\[\\]{}@%$#]{40}");
    private static final int LONGEST_PLAIN = 127;

    private Form() {}

    private static void checkKey(String whose, String key) {
      if (!KEY.matcher(key).matches()) {
        throw new IllegalArgumentException(
            "Cannot use the %s key of CURVE: found %d characters, expected the 40 of a key in Z85"
                .formatted(whose, key.length()));
      }
    }

    private static void checkPlain(String what, String text) {
      int bytes = text.getBytes(ZMQ.CHARSET).length;
      if (bytes < 1 || bytes > LONGEST_PLAIN) {
        throw new IllegalArgumentException(
            "Cannot use the %s of PLAIN: found %d bytes, expected 1 to %d"
                .formatted(what, bytes, LONGEST_PLAIN));
      }
    }
  }
}
