/**
 * Streams from MQTT brokers, versions 3.1.1 and 5. What a broker sends at QoS 1 and 2 is
 * acknowledged to it once it is safe.
 */
@NullMarked
package dev.sluice.mqtt;

import org.jspecify.annotations.NullMarked;
