package dev.sluice.flume;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A key whose certificate names localhost, and a store that trusts it; made for the tests of one
 * run. Immutable.
 *
 * @param keys a key store
 * @param trusted a trust store
 */
record TestKeys(Path keys, Path trusted) {
  static final String PASSWORD = "open-sesame";

  /** Makes them in a directory that exists. */
  static TestKeys in(Path directory) throws IOException, InterruptedException {
    Path keys = directory.resolve("keys.p12");
    Path certificate = directory.resolve("certificate");
    Path trusted = directory.resolve("trusted.p12");
    keytool(
        keys,
        List.of("-genkeypair", "-keyalg", "EC", "-dname", "CN=localhost"),
        List.of("-ext", "san=dns:localhost,ip:127.0.0.1"));
    keytool(keys, List.of("-exportcert", "-file", certificate.toString()), List.of());
    keytool(trusted, List.of("-importcert", "-file", certificate.toString()), List.of("-noprompt"));
    return new TestKeys(keys, trusted);
  }

  private static void keytool(Path store, List<String> what, List<String> more)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(what);
    command.addAll(List.of("-alias", "sluice", "-keystore", store.toString()));
    command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
    command.addAll(more);
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (process.waitFor() != 0) {
      throw new IOException("Cannot make keys: keytool failed, " + what);
    }
  }

  FlumeTls tls() {
    return FlumeTls.create().withKeyStore(keys.toString(), PASSWORD);
  }

  FlumeTls mutualTls() {
    return tls().withTrustStore(trusted.toString(), PASSWORD);
  }

  /** For one who trusts the key, and has it if that is asked for. */
  SSLContext client(boolean withKey) throws IOException, GeneralSecurityException {
    KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(load(keys), PASSWORD.toCharArray());
    TrustManagerFactory others =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    others.init(load(trusted));
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(withKey ? own.getKeyManagers() : null, others.getTrustManagers(), null);
    return context;
  }

  private static KeyStore load(Path file) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD.toCharArray());
    }
    return store;
  }
}
