package dev.sluice.kinesis.peer;

import com.amazonaws.services.dynamodbv2.local.main.ServerRunner;
import com.amazonaws.services.dynamodbv2.local.server.DynamoDBProxyServer;
import dev.sluice.broker.BrokerProgram;
import java.net.URISyntaxException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The process of a {@link KinesisPeer}. Confined to the main thread. */
final class PeerMain implements BrokerProgram {
  private final int kinesisPort;
  private final int dynamoDbPort;
  private @Nullable DynamoDBProxyServer dynamoDb;
  private @Nullable KinesisServer kinesis;

  private PeerMain(int kinesisPort, int dynamoDbPort) {
    this.kinesisPort = kinesisPort;
    this.dynamoDbPort = dynamoDbPort;
  }

  /**
   * Runs until the standard input ends.
   *
   * @param args the port of Kinesis, and that of DynamoDB
   */
  public static void main(String[] args) throws URISyntaxException {
    System.setProperty("sqlite4java.library.path", libraries().toString());
    BrokerProgram.run(new PeerMain(Integer.parseInt(args[0]), Integer.parseInt(args[1])));
  }

  /** Where the native part of the database is: beside the server's archives. */
  private static Path libraries() throws URISyntaxException {
    return Path.of(ServerRunner.class.getProtectionDomain().getCodeSource().getLocation().toURI())
        .resolveSibling("");
  }

  @Override
  public void start() throws Exception {
    DynamoDBProxyServer database =
        ServerRunner.createServerFromCommandLineArgs(
            new String[] {
              "-inMemory", "-sharedDb", "-disableTelemetry", "-port", Integer.toString(dynamoDbPort)
            });
    database.start();
    dynamoDb = database;
    kinesis = new KinesisServer(kinesisPort, new Streams(), new LeaseTable(dynamoDbPort));
    kinesis.start();
  }

  @Override
  public void stop() throws Exception {
    if (kinesis != null) {
      kinesis.stop();
    }
    if (dynamoDb != null) {
      dynamoDb.stop();
    }
  }
}
