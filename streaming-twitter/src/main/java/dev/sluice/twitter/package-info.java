/**
 * Streams of posts from X, which was Twitter: {@link dev.sluice.twitter.TwitterUtils} makes them.
 */
@NullMarked
package dev.sluice.twitter;

import org.jspecify.annotations.NullMarked;
