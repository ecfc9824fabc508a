package dev.sluice.mqtt.client;

import java.io.File;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Whom a client trusts and who it is, read from files each time it connects, so that a new file
 * counts from the next connection on. Immutable.
 *
 * @param trust the authorities; those of Java if null
 * @param keys the client's key; none if null
 */
record Tls(@Nullable TrustManagerFactory trust, @Nullable KeyManagerFactory keys) {

  static Tls read(ClientSettings settings) throws IOException, GeneralSecurityException {
    KeyFile trustFile = settings.trustStore();
    KeyFile keyFile = settings.keyStore();
    TrustManagerFactory trust = null;
    KeyManagerFactory keys = null;
    if (trustFile != null) {
      trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(load(trustFile));
    }
    if (keyFile != null) {
      keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(load(keyFile), keyFile.password().toCharArray());
    }
    return new Tls(trust, keys);
  }

  private static KeyStore load(KeyFile file) throws IOException, GeneralSecurityException {
    return KeyStore.getInstance(new File(file.file()), file.password().toCharArray());
  }

  SSLSocketFactory socketFactory() throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    KeyManager @Nullable [] own = keys == null ? null : keys.getKeyManagers();
    TrustManager @Nullable [] trusted = trust == null ? null : trust.getTrustManagers();
    context.init(own, trusted, null);
    return context.getSocketFactory();
  }
}
