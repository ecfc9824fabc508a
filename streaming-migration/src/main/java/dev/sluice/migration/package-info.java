/** OpenRewrite recipes that turn a Spark Streaming program of the Java API into one of Sluice. */
@NullMarked
package dev.sluice.migration;

import org.jspecify.annotations.NullMarked;
