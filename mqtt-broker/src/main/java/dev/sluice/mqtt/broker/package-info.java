/** Starts an MQTT broker in a process of its own, for tests and examples. */
@NullMarked
package dev.sluice.mqtt.broker;

import org.jspecify.annotations.NullMarked;
