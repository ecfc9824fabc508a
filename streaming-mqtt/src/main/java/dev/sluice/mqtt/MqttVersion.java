package dev.sluice.mqtt;

/** A version of the protocol. */
public enum MqttVersion {
  /** MQTT 3.1.1, which every broker speaks. */
  V3_1_1,
  /** MQTT 5, whose messages have properties. */
  V5;

  private static final int NUMBER_OF_3_1_1 = 4;
  private static final int NUMBER_OF_5 = 5;

  /**
   * The version of a number as clients write it: 4 is 3.1.1 and 5 is 5, 0 is the default.
   *
   * @throws IllegalArgumentException if it is another one, 3 for 3.1 for instance
   */
  static MqttVersion ofNumber(int number) {
    return switch (number) {
      case 0, NUMBER_OF_3_1_1 -> V3_1_1;
      case NUMBER_OF_5 -> V5;
      default ->
          throw new IllegalArgumentException(
              "Cannot use the MQTT version: found %d, expected 4 for 3.1.1 or 5 for 5"
                  .formatted(number));
    };
  }
}
