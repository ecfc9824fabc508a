/** Word count from a topic: a direct stream, and loops over consumers as one writes them. */
@NullMarked
package dev.sluice.benchmarks.kafka;

import org.jspecify.annotations.NullMarked;
