/**
 * The door to Sluice: the streaming context and its configuration. This package sits on top of all
 * others, and none of them knows it: what a part needs from the configuration is handed to it.
 */
@NullMarked
package dev.sluice.streaming;

import org.jspecify.annotations.NullMarked;
