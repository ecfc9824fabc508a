/**
 * Clients of MQTT brokers, behind one interface: each connects once and leaves to its owner what to
 * answer and when.
 */
@NullMarked
package dev.sluice.mqtt.client;

import org.jspecify.annotations.NullMarked;
