package dev.sluice.s3.peer;

import com.adobe.testing.s3mock.S3MockApplication;
import dev.sluice.broker.BrokerProgram;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The server's process. It does one request at a time: the server looks for an object and then
 * writes it, so that of two conditional writes at once both would be done. Confined to the main
 * thread.
 */
final class Server implements BrokerProgram {
  private final String directory;
  private final String port;
  private final String bucket;
  private @Nullable ConfigurableApplicationContext running;

  private Server(String directory, String port, String bucket) {
    this.directory = directory;
    this.port = port;
    this.bucket = bucket;
  }

  /**
   * Runs until the standard input ends.
   *
   * @param args a directory for the objects, a port and a bucket to make
   */
  public static void main(String[] args) {
    BrokerProgram.run(new Server(args[0], args[1], args[2]));
  }

  @Override
  public void start() {
    running =
        new SpringApplicationBuilder(S3MockApplication.class, OneConnector.class)
            .run(
                "--server.address=127.0.0.1",
                "--server.port=" + port,
                "--server.ssl.enabled=false",
                "--server.tomcat.threads.max=1",
                "--server.tomcat.threads.min-spare=1",
                "--logging.level.root=WARN",
                "--spring.main.banner-mode=off",
                "--com.adobe.testing.s3mock.store.root=" + directory,
                "--com.adobe.testing.s3mock.store.initialBuckets=" + bucket,
                "--com.adobe.testing.s3mock.store.retainFilesOnExit=true");
  }

  @Override
  public void stop() {
    ConfigurableApplicationContext started = running;
    if (started != null) {
      started.close();
    }
  }

  /** Takes away the server's second connector, which would listen on all addresses. */
  static final class OneConnector implements BeanPostProcessor {
    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
      if (bean instanceof TomcatServletWebServerFactory factory) {
        factory.getAdditionalTomcatConnectors().clear();
      }
      return bean;
    }
  }
}
