/** The ledger: what a driver must not forget, as events and their fold. */
@NullMarked
package dev.sluice.ledger;

import org.jspecify.annotations.NullMarked;
