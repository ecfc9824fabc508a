/**
 * Writes streams into any database that has transactions, each batch once: the rows of a partition
 * and the memory that it is written are one transaction.
 */
@NullMarked
package dev.sluice.jdbc;

import org.jspecify.annotations.NullMarked;
