package dev.sluice.house.attic;

import dev.sluice.house.cellar.Stock;

/** Knows what is below. */
interface Owner {
  Stock stock();
}
