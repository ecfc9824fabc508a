/**
 * Streams from actors of Apache Pekko: an actor of the user's stores what it gets, and answers its
 * senders, if it is to, once that is durable.
 */
@NullMarked
package dev.sluice.pekko;

import org.jspecify.annotations.NullMarked;
