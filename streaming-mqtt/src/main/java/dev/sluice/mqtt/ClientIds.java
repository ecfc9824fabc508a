package dev.sluice.mqtt;

/** The names of clients to brokers. */
final class ClientIds {
  private static final String NOT_ALLOWED_EVERYWHERE = "[^0-9a-zA-Z_-]+";

  private ClientIds() {}

  /** The given one, or one that the same stream of the same program has again. */
  static String of(MqttOptions options, String program, int streamId) {
    String given = options.find(MqttOption.CLIENT_ID);
    return given != null
        ? given
        : "sluice-" + program.replaceAll(NOT_ALLOWED_EVERYWHERE, "-") + "-" + streamId;
  }
}
